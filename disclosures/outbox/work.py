"""Carries jobs out: claim, handle, and say how it ended. The one path for workers, commands, scenarios and tests."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Collection
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from django.db import connection, transaction

from disclosures.domain.errors import DeskError
from disclosures.domain.topics import Topic
from disclosures.models.job import Job
from disclosures.outbox import leases, limits, registry
from disclosures.outbox.leases import Claim, LostLease

MOST_TURNS = 5  # of one job that postpones itself to now, in one draining

log = logging.getLogger(__name__)


class Later(Exception):
    """A handler's answer that it is too early: try again after ``run_after``; the attempt does not count.

    ``code`` says why, where somebody should see it.
    """

    def __init__(self, run_after: datetime, *, code: str = "") -> None:
        super().__init__(run_after.isoformat())
        self.run_after = run_after
        self.code = code


class Outcome(StrEnum):
    """How one ring of the bell ended."""

    NOTHING = "nothing"  # unknown, done, not due, held by another, or parked
    HANDLED = "handled"
    LATER = "later"
    LOST = "lost"
    FAILED = "failed"


def run(*, job_id: UUID, at: datetime) -> Outcome:
    """Carry out one job if it can be taken. Never raises for what a handler did; that is in the row."""
    claim = leases.claim(job_id=job_id, at=at)
    if claim is None:
        # Also what a forged id meets: the row decides, and there is none.
        log.info("Nothing to do for this job.", extra={"job": job_id})
        return Outcome.NOTHING
    if claim.is_exhausted:
        _end(claim, at=at)
        return Outcome.FAILED
    return _handle(claim, at=at)


def drain(*, at: datetime, limit: int | None = None) -> int:
    """Carry out every due job inline, in order of promise, until none is due at ``at``; return how many were taken.

    A job that keeps answering "later" without a later time is left after a few turns: time stands still in here.
    """
    taken = 0
    turns: Counter[UUID] = Counter()
    while limit is None or taken < limit:
        job_id = _first_due(at=at, besides=[job_id for job_id, count in turns.items() if count >= MOST_TURNS])
        if job_id is None:
            break
        turns[job_id] += run(job_id=job_id, at=at) is Outcome.LATER
        taken += 1
    return taken


def _first_due(*, at: datetime, besides: Collection[UUID]) -> UUID | None:
    due = Job.objects.claimable(at=at, furthest=at + 2 * limits.lease()).exclude(pk__in=besides)
    due = due.filter(format__in=limits.KNOWN_FORMATS, topic__in=[topic.value for topic in Topic])
    return due.order_by("created_at", "run_after", "pk").values_list("pk", flat=True).first()


def fail(claim: Claim, *, at: datetime, code: str) -> None:
    """Count the attempt as failed: the job rests and is tried again, or dies of ``code`` after the last attempt."""
    extra = {"job": claim.job_id, "topic": claim.topic, "attempt": claim.attempt, "code": code}
    if claim.attempt < limits.attempts():
        held = leases.release(claim, at=at, code=code)
        log.warning("A job failed and will be tried again.", extra=extra)
    else:
        held = leases.blame(claim, code=code)
        log.error("A job failed for the last time.", extra=extra)
        if held:
            _end(claim, at=at)
    if not held:
        log.warning("The failed job had been taken by another worker.", extra=extra)


def _handle(claim: Claim, *, at: datetime) -> Outcome:
    extra = {"job": claim.job_id, "topic": claim.topic, "attempt": claim.attempt}
    try:
        registry.handler_of(topic=claim.topic)(claim, at)
    except LostLease:
        log.warning("Another worker took the job; this effect was rolled back.", extra=extra)
        return Outcome.LOST
    except Later as answer:
        leases.postpone(claim, run_after=answer.run_after, code=answer.code)
        return Outcome.LATER
    except DeskError as refusal:
        fail(claim, at=at, code=refusal.code)
        return Outcome.FAILED
    except Exception as error:  # whatever a handler does is one failed attempt of one job
        log.warning("A handler failed.", exc_info=True, extra=extra)
        _drop_broken_connection()
        fail(claim, at=at, code=type(error).__name__[:100])
        return Outcome.FAILED
    return Outcome.HANDLED


def _end(claim: Claim, *, at: datetime) -> None:
    """Let the topic's hook show the failure and bury the job; after a few tries of the hook, bury it without."""
    hook = registry.hook_of(topic=claim.topic)
    extra = {"job": claim.job_id, "topic": claim.topic, "attempt": claim.attempt}
    try:
        if hook is not None and claim.attempt <= limits.attempts() + limits.LAST_RITES:
            hook(claim, at)
        else:
            with transaction.atomic():
                leases.bury(claim, at=at)
    except LostLease:
        log.warning("Another worker is ending this job.", extra=extra)
    except Exception:  # the lease runs out and the next one tries; the count of attempts bounds it
        log.exception("A dying job's hook failed.", extra=extra)


def _drop_broken_connection() -> None:
    """Let a database that was restarted be reached again, so that the failure can be written down."""
    if not connection.in_atomic_block:
        connection.close_if_unusable_or_obsolete()
