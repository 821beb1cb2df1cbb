"""Rights that complaints stand on: registered by their owner, qualified once by a reviewer, then reusable (P3e)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain import references
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.models import Right

PREFIX = "RT"


@dataclass(frozen=True, slots=True)
class Claim:
    """A right as its owner describes and proves it; an agent names scope and end of the authorisation."""

    kind: str
    number: str
    office: str
    valid_from: datetime
    valid_to: datetime
    proof: str
    right_class: str = ""
    agent_scope: str = ""
    agent_until: datetime | None = None


@transaction.atomic(durable=True)
def register(*, claim: Claim, by: User, at: datetime) -> Right:
    """A complainant enters a right of theirs, with its proof; it qualifies nothing yet."""
    policies.require_role(Role.COMPLAINANT, by=by)
    _require_whole(claim)
    made = Right.objects.create(
        reference=references.make(PREFIX),
        owner=by,
        kind=claim.kind,
        number=claim.number,
        office=claim.office,
        right_class=claim.right_class,
        valid_from=claim.valid_from,
        valid_to=claim.valid_to,
        proof=claim.proof,
        agent_scope=claim.agent_scope,
        agent_until=claim.agent_until,
    )
    ledger.append(Event.RIGHT_REGISTERED, chain=ledger.chain_of(made), by=by, at=at, proofs={"proof": claim.proof})
    return made


def _require_whole(claim: Claim) -> None:
    empty = tuple(name for name in ("kind", "number", "office", "proof") if not getattr(claim, name).strip())
    if bool(claim.agent_scope.strip()) != (claim.agent_until is not None):
        empty += ("agent_scope", "agent_until")
    if claim.valid_to <= claim.valid_from:
        empty += ("valid_to",)
    if empty:
        raise DeskError(f"Correct or fill in: {', '.join(empty)}.", fields=empty)


@transaction.atomic(durable=True)
def qualify(*, right: Right, by: User, at: datetime) -> None:
    """A reviewer has checked the proof; every complaint on this right may stand on it while it is valid."""
    policies.require_qualifier(by=by, right=right)
    unproven = Right.objects.filter(pk=right.pk, proven_at__isnull=True)
    if not unproven.update(proven_at=at, proven_by=by):
        raise MoveNotAllowed("This right is qualified already.")
    ledger.append(Event.RIGHT_QUALIFIED, chain=ledger.chain_of(right), by=by, at=at)
