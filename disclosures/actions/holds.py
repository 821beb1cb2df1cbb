"""Keeps a member from being told until a date, by a paper; and ends that (P3c, P3g, decision 0008)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import notices
from disclosures.domain import moves
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.holds import ENTERED, Hold
from disclosures.domain.instants import text
from disclosures.domain.words import _
from disclosures.models import Case, Release
from disclosures.policies import Permission, parties, visibility


@transaction.atomic(durable=True)
def enter(*, case: Case, hold: Hold, by: User, at: datetime) -> None:
    """A paper that came later forbids telling, or another date; nobody can be untold what they were told."""
    policies.require(Permission.HOLD, by=by, case=case, at=at)
    if not case.rules.notice.may_be_held or case.status not in moves.TELLING_AHEAD:
        raise MoveNotAllowed(_("Nothing can forbid telling the member of this case."))
    if hold.kind not in ENTERED:
        raise DeskError(_("An emergency's hold comes with its release, and its review ends it."), fields=("kind",))
    if hold.until <= at:
        raise DeskError(_("A hold ends in the future."), fields=("until",))
    if any(visibility.was_told(subject, case, at=at) for subject in parties.subjects_of(case)):
        raise MoveNotAllowed(_("The member has been told already."))
    put(case=case, hold=hold, by=by, at=at)


@transaction.atomic(durable=True)
def end(*, case: Case, by: User, at: datetime, reason: str) -> None:
    """Ends a standing hold at once: what was kept back appears now, and its notice goes out."""
    policies.require(Permission.END_HOLD, by=by, case=case, at=at)
    if case.hold_until is None or case.hold_until <= at:
        raise MoveNotAllowed(_("No hold stands."))
    if not reason.strip():
        raise DeskError(_("Say why the hold ends."), fields=("reason",))
    _set_end(case, until=at, at=at)
    ledger.append(Event.HOLD_ENDED, chain=ledger.chain_of(case), by=by, at=at, proofs={"reason": reason})


def put(*, case: Case, hold: Hold, by: User, at: datetime) -> None:
    """Writes a hold, or another end of one, inside the caller's transaction; everything it hides moves with it."""
    Case.objects.change(case, **hold.columns)
    _set_end(case, until=hold.until, at=at)
    ledger.append(
        Event.HOLD_SET,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        kind=hold.kind,
        until=text(hold.until),
        proofs={"paper": hold.paper, "by": hold.by},
    )


def _set_end(case: Case, *, until: datetime, at: datetime) -> None:
    if case.hold_until != until:
        Case.objects.change(case, hold_until=until)
    Release.objects.filter(case=case, hidden_until__gt=at).update(hidden_until=until)
    notices.defer(case=case, until=until, at=at)
