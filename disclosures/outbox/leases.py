"""Who holds a job: taken by a conditional UPDATE that raises its fence, finished only by the last holder (SAFETY)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Case, F, QuerySet, Value, When

from disclosures.domain.topics import Topic
from disclosures.models.job import Job, JobState
from disclosures.outbox import limits

log = logging.getLogger(__name__)


class LostLease(Exception):
    """Another worker took the job meanwhile: roll the effect back, it is theirs to make."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to carry out one job until its lease ends, or until somebody raises the fence further."""

    job_id: UUID
    topic: Topic
    ids: Mapping[str, str | int]
    fence: int
    attempt: int

    @property
    def is_exhausted(self) -> bool:
        """True when every attempt was used up, the last by a worker that died of it."""
        return self.attempt > limits.attempts()


def claim(*, job_id: UUID, at: datetime) -> Claim | None:
    """Take the job if its time has come and nobody holds it; the attempt counts from now, finished or not.

    None when there is nothing to take. A job of a version or topic that this code does not know is parked.
    """
    row = Job.objects.claimable(at=at, lease=limits.lease()).filter(pk=job_id).first()
    if row is None:
        return None
    if row.format not in limits.KNOWN_FORMATS or row.topic not in list(Topic):
        _park(row, at=at)
        return None
    until = at + limits.lease()
    # The fence that was read decides: of two who read it, one raises it and the other changes no row.
    taken = Job.objects.filter(pk=row.pk, fence=row.fence, state=row.state).update(
        state=JobState.LEASED,
        fence=row.fence + 1,
        attempts=row.attempts + 1,
        lease_until=until,
        ring_at=until,
        run_after=None,
        bell=None,
        last_error="worker_lost" if row.state == JobState.LEASED else row.last_error,
    )
    if not taken:
        return None
    return Claim(job_id=row.pk, topic=Topic(row.topic), ids=row.ids, fence=row.fence + 1, attempt=row.attempts + 1)


def finish(claim: Claim, *, at: datetime) -> None:
    """Mark the job done inside the transaction of its effect; raises ``LostLease``, which rolls the effect back."""
    _require_transaction()
    if not _held(claim).update(state=JobState.DONE, lease_until=None, finished_at=at, last_error=""):
        raise LostLease


def bury(claim: Claim, *, at: datetime) -> None:  # noqa: ARG001 - the same shape as `finish`
    """Mark the job dead inside the transaction that shows its failure; raises ``LostLease``."""
    _require_transaction()
    cause = Case(When(last_error="", then=Value("unknown")), default=F("last_error"))
    if not _held(claim).update(state=JobState.DEAD, lease_until=None, last_error=cause):
        raise LostLease


def release(claim: Claim, *, at: datetime, code: str) -> bool:
    """Give a failed job back, due again after a rest. False when the lease was lost, and nothing is changed."""
    due_at = at + limits.rest_after(attempt=claim.attempt)
    return bool(
        _held(claim).update(state=JobState.READY, lease_until=None, run_after=due_at, ring_at=due_at, last_error=code)
    )


def postpone(claim: Claim, *, run_after: datetime) -> bool:
    """Give a job back that found it is too early; the attempt does not count. False when the lease was lost."""
    return bool(
        _held(claim).update(
            state=JobState.READY, lease_until=None, run_after=run_after, ring_at=run_after, attempts=F("attempts") - 1
        )
    )


def blame(claim: Claim, *, code: str) -> bool:
    """Note what the last attempt died of, while it is still held. False when the lease was lost."""
    return bool(_held(claim).update(last_error=code))


def retry(*, job_id: UUID, at: datetime) -> bool:
    """Put a dead job back with all its attempts. False when it was not dead: somebody else was first."""
    return bool(
        Job.objects.filter(pk=job_id, state=JobState.DEAD).update(
            state=JobState.READY, attempts=0, run_after=None, ring_at=at, bell=None
        )
    )


def _held(claim: Claim) -> QuerySet[Job]:
    return Job.objects.filter(pk=claim.job_id, state=JobState.LEASED, fence=claim.fence)


def _park(row: Job, *, at: datetime) -> None:
    parked = Job.objects.filter(pk=row.pk, fence=row.fence, state=row.state).update(
        state=JobState.PARKED, lease_until=None, bell=None, ring_at=at + limits.RING_AGAIN
    )
    if parked:
        log.error("A job of newer code is parked; start a worker of that version.", extra={"job": row.pk})


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        msg = "A job ends in the transaction of its effect, or a crash in between would do it twice."
        raise RuntimeError(msg)
