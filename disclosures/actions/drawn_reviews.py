"""The review of what the lot fell on: one is drawn to do it, and what they find is kept or ends the access (P3b)."""

from __future__ import annotations

import secrets
from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import endings
from disclosures.domain import clocks, waits
from disclosures.domain.clocks import Clock, ClockUnit
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted
from disclosures.domain.events import Event
from disclosures.domain.words import _
from disclosures.models import Case, DrawnReview, Release
from disclosures.policies import Permission

Result = DrawnReview.Result


def assign(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``review.drawn``: the reviewer is drawn as well, of those who have no part in the case."""
    release = Release.objects.select_related("case__filed_by", "case__engagement").get(pk=str(claim.ids["release_id"]))
    case = release.case
    with transaction.atomic(durable=True):
        reviewer = _somebody_free(case)
        DrawnReview.objects.create(
            release=release,
            filer=case.filed_by.person,
            drawn_at=at,
            due_at=_due_from(at),
            reviewer=reviewer,
        )
        ledger.append(
            Event.RELEASE_DRAWN,
            chain=ledger.chain_of(case),
            by=ledger.SYSTEM,
            at=at,
            release=str(release.pk),
            reviewer=reviewer.pk if reviewer else None,
        )
        outbox.finish(claim, at=at)


def _due_from(at: datetime) -> datetime:
    due_at = clocks.deadline(Clock(waits.DRAWN_REVIEW_DAYS, ClockUnit.DESK_DAYS), [clocks.started(at=at)]).due_at
    assert due_at is not None
    return due_at


def _somebody_free(case: Case) -> User | None:
    free = policies.who_is_free(Permission.REVIEW_DRAWN, case=case)
    return secrets.choice(free) if free else None


@transaction.atomic(durable=True)
def finish(*, case: Case, result: Result, words: str, by: User, at: datetime) -> None:
    """The drawn reviewer says what was found; once it is late, anybody of the legal staff who has no part in the case.

    An objection ends the access at once.
    """
    policies.require(Permission.REVIEW_DRAWN, by=by, case=case, at=at)
    review = (
        DrawnReview.objects.waiting().select_related("release__case", "reviewer").filter(release__case=case).first()
    )
    if review is None:
        raise MoveNotAllowed(_("No review of this case waits."))
    if review.reviewer is not None and review.reviewer.person != by.person and at < review.due_at:
        raise NotPermitted(_("The lot fell on another reviewer; anybody may do it once it is late."))
    if result is Result.OBJECTION and not words.strip():
        raise DeskError(_("Say what you object to."), fields=("reason",))
    waiting = DrawnReview.objects.waiting().filter(pk=review.pk)
    if not waiting.update(result=result, words=words, done_at=at, done_by=by, person=by.person):
        raise MoveNotAllowed(_("No review of this case waits."))
    ledger.append(
        Event.DRAWN_REVIEW_DONE,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        release=str(review.pk),
        result=result,
        proofs={"words": words} if words else None,
    )
    if result is Result.OBJECTION:
        endings.end(release=review.release, reason=endings.Reason.REVIEWED, by=by, at=at)
