"""Decisions that a member broke a rule, and what became of an appeal (P3d)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain import references
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.words import Filled, _
from disclosures.models import Case, Finding

PREFIX = "FI"


class Verdict(StrEnum):
    """What becomes of an appeal."""

    UPHELD = "upheld"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Breach:
    """Which rule, what happened, what shows it, when the acts happened (half-open)."""

    rule: str
    facts: str
    evidence: str
    acted_from: datetime
    acted_to: datetime


@transaction.atomic(durable=True)
def record(*, member: User, injured: Collection[User], breach: Breach, by: User, at: datetime) -> Finding:
    """A reviewer decides; the member is told and has 14 days to appeal."""
    policies.require_finder(by=by, member=member)
    _require_whole(breach)
    if member in injured:
        raise DeskError(_("Nobody is injured by their own breach."), fields=("injured",))
    made = Finding.objects.create(
        reference=references.make(PREFIX),
        member=member,
        rule=breach.rule,
        facts=breach.facts,
        evidence=breach.evidence,
        acted_from=breach.acted_from,
        acted_to=breach.acted_to,
        decided_at=at,
        decided_by=by,
    )
    made.injured.set(injured)
    ledger.append(
        Event.FINDING_RECORDED,
        chain=ledger.chain_of(made),
        by=by,
        at=at,
        member=member.pk,
        injured=sorted(person.pk for person in injured),
        proofs={"facts": breach.facts, "evidence": breach.evidence},
    )
    notices.tell_of_record(Kind.FINDING_ABOUT_YOU, record=made, to=member, at=at)
    return made


def _require_whole(breach: Breach) -> None:
    wrong = tuple(name for name in ("rule", "facts", "evidence") if not getattr(breach, name).strip())
    if breach.acted_to <= breach.acted_from:
        wrong += ("acted_to",)
    if wrong:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(wrong)), fields=wrong)


@transaction.atomic(durable=True)
def appeal(*, finding: Finding, by: User, at: datetime, reason: str) -> None:
    """The member found appeals within 14 days of the decision; until it is decided the finding is not final."""
    policies.require_found_member(by=by, finding=finding)
    if not reason.strip():
        raise DeskError(_("Say why you appeal."), fields=("reason",))
    if not finding.can_be_appealed(at=at):
        raise MoveNotAllowed(_("This finding cannot be appealed, or no longer."))
    unappealed = Finding.objects.filter(pk=finding.pk, appeal=Finding.Appeal.NONE)
    if not unappealed.update(appeal=Finding.Appeal.PENDING, appealed_at=at, appeal_reason=reason):
        raise MoveNotAllowed(_("This finding was appealed already."))
    Case.objects.touch(finding=finding)
    ledger.append(Event.FINDING_APPEALED, chain=ledger.chain_of(finding), by=by, at=at, proofs={"reason": reason})


@transaction.atomic(durable=True)
def decide_appeal(*, finding: Finding, verdict: Verdict, by: User, at: datetime, reason: str) -> None:
    """By another person than the one who decided: upheld takes the finding away, dismissed makes it final."""
    policies.require_appeal_decider(by=by, finding=finding)
    if not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
    pending = Finding.objects.filter(pk=finding.pk, appeal=Finding.Appeal.PENDING)
    changed = pending.update(
        appeal=Finding.Appeal(verdict), appeal_decided_by=by, appeal_decided_at=at, appeal_decision=reason
    )
    if not changed:
        raise MoveNotAllowed(_("No appeal waits for a decision."))
    Case.objects.touch(finding=finding)
    ledger.append(
        Event.FINDING_APPEAL_DECIDED,
        chain=ledger.chain_of(finding),
        by=by,
        at=at,
        verdict=verdict,
        proofs={"reason": reason},
    )
