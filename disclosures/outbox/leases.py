"""Who holds a job: taken by a conditional UPDATE that raises its fence, finished only by the last holder (SAFETY)."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import BigIntegerField, Case, DateTimeField, F, QuerySet, UUIDField, Value, When

from accounts.composed import Given
from disclosures.domain.topics import Topic
from disclosures.models.changes import Change
from disclosures.models.job import Job, JobState
from disclosures.outbox import limits

MOMENT, NUMBER = DateTimeField(), BigIntegerField()
TOPICS = frozenset(Topic)

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
    # One statement decides: of two at once, the second finds the job leased and changes no row.
    taken = _TAKING.make(job=job_id, at=at, until=at + limits.lease(), furthest=at + 2 * limits.lease())
    if not taken:
        return None
    ((topic, format_, ids, fence, attempt),) = taken
    if format_ not in limits.KNOWN_FORMATS or topic not in TOPICS:
        _park(job_id, fence=fence, at=at)
        return None
    return Claim(job_id=job_id, topic=Topic(topic), ids=ids, fence=fence, attempt=attempt)


_TAKING = Change(
    lambda: Job.objects.claimable(at=Given("at", MOMENT), furthest=Given("furthest", MOMENT)).filter(
        pk=Given("job", UUIDField())
    ),
    to=lambda: {
        "state": JobState.LEASED,
        "fence": F("fence") + 1,
        "attempts": F("attempts") + 1,
        "lease_until": Given("until", MOMENT),
        "ring_at": Given("until", MOMENT),
        "run_after": None,
        "bell": None,
        "last_error": Case(When(state=JobState.LEASED, then=Value("worker_lost")), default=F("last_error")),
    },
    answer=("topic", "format", "ids", "fence", "attempts"),
)


def finish(claim: Claim, *, at: datetime) -> None:
    """Mark the job done inside the transaction of its effect; raises ``LostLease``, which rolls the effect back."""
    _require_transaction()
    if not _FINISHING.make(job=claim.job_id, fence=claim.fence, at=at):
        raise LostLease


_FINISHING = Change(
    lambda: Job.objects.filter(pk=Given("job", UUIDField()), state=JobState.LEASED, fence=Given("fence", NUMBER)),
    to=lambda: {"state": JobState.DONE, "lease_until": None, "finished_at": Given("at", MOMENT), "last_error": ""},
)


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


def postpone(claim: Claim, *, run_after: datetime, code: str = "") -> bool:
    """Give a job back that found it is too early; the attempt does not count. False when the lease was lost."""
    why = {"last_error": code} if code else {}
    return bool(
        _held(claim).update(
            state=JobState.READY,
            lease_until=None,
            run_after=run_after,
            ring_at=run_after,
            attempts=F("attempts") - 1,
            **why,
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


def settle(*, job_id: UUID, at: datetime) -> bool:
    """Take a dead job off the list: what it was for is decided. False when it was not dead."""
    dead = Job.objects.filter(pk=job_id, state=JobState.DEAD)
    return bool(dead.update(state=JobState.DONE, finished_at=at))


def _held(claim: Claim) -> QuerySet[Job]:
    return Job.objects.filter(pk=claim.job_id, state=JobState.LEASED, fence=claim.fence)


def _park(job_id: UUID, *, fence: int, at: datetime) -> None:
    """Leave a job that this code cannot carry out to a newer worker; taking it was no attempt."""
    parked = Job.objects.filter(pk=job_id, fence=fence, state=JobState.LEASED).update(
        state=JobState.PARKED,
        lease_until=None,
        ring_at=at + limits.RING_AGAIN,
        attempts=F("attempts") - 1,
    )
    if parked:
        log.error("A job of newer code is parked; start a worker of that version.", extra={"job": job_id})


def _require_transaction() -> None:
    if not connection.in_atomic_block:
        msg = "A job ends in the transaction of its effect, or a crash in between would do it twice."
        raise RuntimeError(msg)
