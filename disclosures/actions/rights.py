"""Rights that complaints stand on: registered by their owner, qualified once by a reviewer, then reusable (P3e)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain import references
from disclosures.domain.agency import AgencyScope
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.domain.words import Filled, _
from disclosures.models import Case, Right

PREFIX = "RT"


class RightNotInForce(DeskError):
    """Over, given up, taken back, or of a house that its holder has left."""

    code = "right_not_in_force"
    sentence = _("This right, or the authorisation to act for its owner, is not in force. Register one that is.")


class BeyondAgency(DeskError):
    """More than the owner authorised."""

    code = "beyond_agency"
    sentence = _("The owner's authorisation does not cover this. Register the right with a wider one.")


@dataclass(frozen=True, slots=True)
class Claim:
    """A right as its owner describes and proves it; an agent names the owner, scope and end of the authorisation."""

    kind: str
    number: str
    office: str
    valid_from: datetime
    valid_to: datetime
    territory: str
    proof: str
    right_class: str = ""
    agent_for: str = ""
    agent_scope: AgencyScope | None = None
    agent_until: datetime | None = None


@transaction.atomic(durable=True)
def register(*, claim: Claim, by: User, at: datetime) -> Right:
    """A complainant enters a right of theirs, with its proof; it qualifies nothing yet."""
    policies.require_role(Role.COMPLAINANT, by=by)
    _require_whole(claim, at=at)
    made = Right.objects.create(
        reference=references.make(PREFIX),
        owner=by,
        organisation=by.organisation,
        kind=claim.kind,
        number=claim.number,
        office=claim.office,
        right_class=claim.right_class,
        valid_from=claim.valid_from,
        valid_to=claim.valid_to,
        territory=claim.territory,
        proof=claim.proof,
        agent_for=claim.agent_for,
        agent_scope=claim.agent_scope or "",
        agent_until=claim.agent_until,
    )
    ledger.append(Event.RIGHT_REGISTERED, chain=ledger.chain_of(made), by=by, at=at, proofs={"proof": claim.proof})
    return made


def _require_whole(claim: Claim, *, at: datetime) -> None:
    words = ("kind", "number", "office", "territory", "proof")
    wrong = tuple(name for name in words if not getattr(claim, name).strip())
    agency = (bool(claim.agent_for.strip()), claim.agent_scope is not None, claim.agent_until is not None)
    if len(set(agency)) > 1:
        wrong += ("agent_for", "agent_scope", "agent_until")
    if claim.valid_to <= claim.valid_from or claim.valid_to <= at:
        wrong += ("valid_to",)
    if claim.agent_until is not None and claim.agent_until <= at:
        wrong += ("agent_until",)
    if wrong:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(wrong)), fields=wrong)


@transaction.atomic(durable=True)
def qualify(*, right: Right, by: User, at: datetime) -> None:
    """A reviewer has checked the proof; every complaint on this right may stand on it while it is valid."""
    policies.require_qualifier(by=by, right=right)
    unproven = Right.objects.filter(pk=right.pk, proven_at__isnull=True)
    if not right.is_in_force(at=at) or not unproven.update(proven_at=at, proven_by=by):
        raise MoveNotAllowed(_("This right is qualified already, or not in force."))
    ledger.append(Event.RIGHT_QUALIFIED, chain=ledger.chain_of(right), by=by, at=at)


@transaction.atomic(durable=True)
def withdraw(*, right: Right, by: User, at: datetime) -> None:
    """Its holder gives it up: sold, struck out, or an agent's authorisation ended; nothing new stands on it."""
    policies.require_right_holder(by=by, right=right)
    kept = Right.objects.filter(pk=right.pk, withdrawn_at__isnull=True, disqualified_at__isnull=True)
    if not kept.update(withdrawn_at=at):
        raise MoveNotAllowed(_("This right is given up already, or was taken back."))
    Case.objects.touch(complaint__right=right)
    ledger.append(Event.RIGHT_WITHDRAWN, chain=ledger.chain_of(right), by=by, at=at)


@transaction.atomic(durable=True)
def disqualify(*, right: Right, by: User, at: datetime, reason: str) -> None:
    """Staff take it back: the proof was false, or its owner ended the agency; to stand on it, it is proved anew."""
    policies.require_disqualifier(by=by, right=right)
    if not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
    kept = Right.objects.filter(pk=right.pk, withdrawn_at__isnull=True, disqualified_at__isnull=True)
    if not kept.update(disqualified_at=at, disqualified_by=by):
        raise MoveNotAllowed(_("This right is given up already, or was taken back."))
    Case.objects.touch(complaint__right=right)
    ledger.append(Event.RIGHT_DISQUALIFIED, chain=ledger.chain_of(right), by=by, at=at, proofs={"reason": reason})


def require_usable(*, right: Right, holder: User, at: datetime) -> None:
    """A complaint stands on a right that its complainant holds and that is in force; its proof may come later."""
    if not right.is_in_force(at=at) or not right.is_held_by(holder):
        raise RightNotInForce


def require_pass_on(*, right: Right) -> None:
    """An agent who may only complain cannot have anybody's details passed on."""
    if not right.may_pass_on:
        raise BeyondAgency
