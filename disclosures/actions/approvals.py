"""What signatures do to a case: the route they follow, when they are complete, and when they are void."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from accounts.models import User
from disclosures import ledger, outbox
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain.events import Event
from disclosures.domain.facts import Circumstance
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.route import StepName, route
from disclosures.domain.topics import Topic
from disclosures.models import Case
from disclosures.queries import scopes
from disclosures.queries.situations import Picture

UNTOLD_BEFORE = frozenset({Circumstance.EMERGENCY, Circumstance.TELLING_FORBIDDEN})
"""What keeps the notice before a release back; each such hold has an end date."""


def route_of(seen: Picture) -> tuple[StepName, ...]:
    """The signatures this case needs now, in order."""
    return route(seen.case.rules.steps, circumstances=seen.circumstances)


def advance(*, seen: Picture, by: User, at: datetime) -> None:
    """After a move into review or a signature, inside the caller's transaction: keeps the route.

    When the route is complete it opens the window, or approves.
    """
    case = seen.case
    needed = route_of(seen)
    signed = case.signatures.live().filter(version=case.version).count()
    if signed < len(needed):
        Case.objects.change(case, route=list(needed))
        return
    changes = {"route": list(needed), "signed_scope": scopes.written(seen.decided()), "approved_at": at}
    if owes_window(seen):
        open_window(seen, by=by, at=at, **changes)
        return
    Case.objects.take(case, move=MoveName.APPROVE, to=Status.APPROVED, **changes)
    ledger.append(Event.APPROVED, chain=ledger.chain_of(case), by=by, at=at)
    promise_release(case, at=at)


def owes_window(seen: Picture) -> bool:
    """True while the subject is to be told before and was not: no window was opened yet and nothing forbids telling."""
    untold = seen.case.rules.notice.opens_window and seen.case.window_ends_at is None
    return untold and not seen.circumstances & UNTOLD_BEFORE


def open_window(seen: Picture, *, by: User, at: datetime, **changes: Any) -> None:
    """Tells the subject and waits, inside the caller's transaction; also when a hold ended before its release."""
    case = seen.case
    ends_at = at + timedelta(days=case.rules.notice.days_before or 0)
    Case.objects.take(case, move=MoveName.OPEN_WINDOW, to=Status.NOTICE, window_ends_at=ends_at, **changes)
    ledger.append(Event.NOTICE_WINDOW_OPENED, chain=ledger.chain_of(case), by=by, at=at)
    notices.tell_subjects(Kind.ABOUT_TO_RELEASE, case=case, at=at)
    promise_window(case, at=at)


def promise_release(case: Case, *, at: datetime) -> None:
    """The promise that makes an approval a release, whatever happens in between (DESIGN 5.7)."""
    outbox.put(Topic.RELEASE_BUILD, key=f"release:{case.pk}:{case.version}:{case.edition}", at=at, case_id=case.pk)


def promise_window(case: Case, *, at: datetime) -> None:
    """The promise to go on when the objection window is over."""
    outbox.put(
        Topic.WINDOW_ENDS,
        key=f"window:{case.pk}:{case.version}:{case.edition}",
        at=at,
        run_after=case.window_ends_at,
        case_id=case.pk,
    )


def void_signatures(*, case: Case, by: User, at: datetime) -> None:
    """Voids every standing signature and says so in the ledger, inside the caller's transaction."""
    voided = case.signatures.live().update(voided_at=at)
    if voided:
        ledger.append(Event.SIGNATURES_VOIDED, chain=ledger.chain_of(case), by=by, at=at, number=voided)


def void_stale_signatures(*, case: Case, by: User, at: datetime) -> None:
    """Voids signatures given over another scope than the present one, inside the caller's transaction."""
    if case.signatures.live().exclude(scope_hash=scopes.scope_hash(case)).exists():
        void_signatures(case=case, by=by, at=at)
