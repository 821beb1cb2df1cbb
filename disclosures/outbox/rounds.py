"""The dispatcher's round: rings for every due job that nobody answered for. Any number of dispatchers may run."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from disclosures.models.job import OPEN, Job, JobState
from disclosures.outbox import bell, limits
from disclosures.outbox.queues import QueueName, topics_of

FULL = 50  # messages waiting in one queue: workers have enough to do, and each takes what is due besides

log = logging.getLogger(__name__)


def make_round(*, at: datetime) -> int:
    """Ring for due jobs of every queue and return how many; what the broker does not take stays due.

    Raises nothing for a broker that is down: the next round tries again.
    """
    if not bell.has_broker():
        return 0
    _unpark(at=at)
    rung = 0
    for queue in QueueName:
        try:
            rung += _ring_queue(queue, at=at)
        except Exception as error:  # noqa: BLE001 - clients raise their own kinds; the rows are still due
            log.warning("The broker is not answering.", extra={"code": type(error).__name__})
            break
    return rung


def _ring_queue(queue: QueueName, *, at: datetime) -> int:
    room = FULL - bell.waiting(queue=queue)
    if room <= 0:
        return 0
    token, due = _take(queue, at=at, limit=room)
    rung: list[UUID] = []
    try:
        for job_id in due:
            bell.ring(job_id=job_id, queue=queue)
            rung.append(job_id)
    finally:
        _put_back(token, due=set(due) - set(rung), at=at)
    return len(rung)


def _take(queue: QueueName, *, at: datetime, limit: int) -> tuple[UUID, list[UUID]]:
    """Mark due jobs as being rung in this round; of two dispatchers at once each job has one."""
    unrung = Job.objects.unrung(at=at, horizon=limits.horizon()).filter(
        topic__in=[topic.value for topic in topics_of(queue=queue)]
    )
    token = uuid.uuid4()
    first = list(unrung.order_by("ring_at").values_list("pk", flat=True)[:limit])
    if not first:
        return token, []
    # The condition is asked again: between reading and this, another dispatcher or a worker may have come.
    unrung.filter(pk__in=first).update(ring_at=at + limits.RING_AGAIN, bell=token)
    return token, list(Job.objects.filter(bell=token).values_list("pk", flat=True))


def _put_back(token: UUID, *, due: Iterable[UUID], at: datetime) -> None:
    unanswered = list(due)
    if unanswered:
        Job.objects.filter(OPEN, pk__in=unanswered, bell=token).update(ring_at=at, bell=None)


def _unpark(*, at: datetime) -> None:
    """Take up what older code left for this one."""
    Job.objects.filter(
        state=JobState.PARKED,
        ring_at__lte=at,
        format__in=limits.KNOWN_FORMATS,
        topic__in=[topic.value for queue in QueueName for topic in topics_of(queue=queue)],
    ).update(state=JobState.READY, ring_at=at)
