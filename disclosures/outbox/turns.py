"""A worker's turn at one ring of the bell: the job it was rung for, then what else is due in the same queue."""

from __future__ import annotations

import random
import time
from datetime import datetime
from uuid import UUID

from disclosures.models import clock
from disclosures.models.job import OPEN, Job
from disclosures.outbox import bell, limits, work
from disclosures.outbox.queues import QueueName, topics_of

MOST = 20  # jobs besides the first; then the bell is rung for the rest, so that other queues are heard too
LONGEST = 2.0  # seconds, after which no further job is begun: a task's time limit is for one slow job, not for twenty
SEEN = 100  # of the longest due, from which those are drawn

chance = random.SystemRandom()


def take(*, job_id: UUID, queue: QueueName | None) -> None:
    """Carry out a job and up to twenty others of the queue, each by its own claim and at its own time.

    A bell costs more than a small job. Jobs that are taken here need none, and a bell that comes too late finds its
    job done. Without a ``queue`` there are no others.
    """
    began = time.monotonic()
    work.run(job_id=job_id, at=clock.now())
    if queue is None:
        return
    for number, other in enumerate(_due(queue, besides=job_id, at=clock.now())):
        if number == MOST or time.monotonic() - began > LONGEST:
            bell.nudge(job_id=other, queue=queue)
            break
        work.run(job_id=other, at=clock.now())


def _due(queue: QueueName, *, besides: UUID, at: datetime) -> list[UUID]:
    """Some of the jobs that have been due longest: of workers that look at once, each has others, or most of them."""
    due = (
        Job.objects.claimable(at=at, furthest=at + 2 * limits.lease())
        .filter(OPEN, ring_at__lte=at + limits.RING_AGAIN, topic__in=[topic.value for topic in topics_of(queue=queue)])
        .exclude(pk=besides)
        .order_by("ring_at")
        .values_list("pk", flat=True)
    )
    found = list(due[:SEEN])
    return chance.sample(found, min(len(found), MOST + 1))
