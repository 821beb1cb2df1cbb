"""How the desk is, as far as its database knows: what waits in each queue, when what comes round was last done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from disclosures import outbox
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.models import Evidence, Notice
from disclosures.models.job import Job
from disclosures.outbox import timers
from disclosures.outbox.backlogs import Backlog
from disclosures.outbox.queues import QueueName, topics_of

HEARTBEAT = min(TIMERS, key=lambda topic: TIMERS[topic])
"""What comes round most often: each is a beat of the heart of beat and workers."""


@dataclass(frozen=True, slots=True)
class Round:
    """The last time that something which comes round was promised (by beat) and done (by a worker)."""

    promised_at: datetime | None
    done_at: datetime | None
    is_first: bool
    """True while it never came round at all: a desk that has just begun."""


def last_round(topic: Topic, *, at: datetime) -> Round:
    """Looked for among the newest periods of the topic; nothing is said of longer ago."""
    found = timers.newest(topic, period=TIMERS[topic], at=at)
    done = [job.finished_at for job in found if job.finished_at]
    return Round(
        promised_at=max((job.created_at for job in found), default=None),
        done_at=max(done, default=None),
        is_first=not found and not Job.objects.filter(topic=topic).exists(),
    )


def queues(*, at: datetime) -> Mapping[QueueName, Backlog]:
    """What each queue has promised and not kept."""
    return {queue: outbox.backlog(at=at, topics=topics_of(queue=queue)) for queue in QueueName}


def undelivered() -> int:
    """Notices that did not arrive and that nobody has dealt with."""
    return Notice.objects.undelivered().count()


def unpassed_evidence() -> dict[EvidenceState, int]:
    """Files that the scanner has not passed: held, in quarantine."""
    states = (EvidenceState.HELD, EvidenceState.QUARANTINED)
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in states}
    found = Evidence.objects.filter(state__in=states).aggregate(**counts)
    return {state: found[state.value] for state in states}
