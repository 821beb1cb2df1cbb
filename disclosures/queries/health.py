"""How the desk is, as far as its database knows: what waits in each queue, when what comes round was last done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Count, Q

from disclosures import outbox
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.models import Notice, PreservedSubject, Release
from disclosures.models.job import Job
from disclosures.outbox import timers
from disclosures.outbox.backlogs import Backlog
from disclosures.outbox.queues import QueueName, topics_of
from disclosures.policies import evidence, visibility
from disclosures.queries.waiting import Reader

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


def queues(reader: Reader) -> Mapping[QueueName, Backlog]:
    """What each queue has promised and not kept."""
    besides = own_work(reader)
    return {queue: outbox.backlog(at=reader.at, topics=topics_of(queue=queue), besides=besides) for queue in QueueName}


def own_work(reader: Reader) -> Q:
    """Jobs about cases of the reader's own person, or what is kept of them: nobody here tells of it (DESIGN 5.10)."""
    cases = list(visibility.cases_about(reader.by).values_list("pk", flat=True))
    releases = Release.objects.filter(case__in=cases).values_list("pk", flat=True)
    kept = PreservedSubject.objects.filter(subject__in=reader.accounts).values_list("preservation", flat=True)
    told = Notice.objects.filter(Q(case__in=cases) | Q(to_user__in=reader.accounts), sent_at__isnull=True)
    own = {
        "case_id": cases,
        "preservation_id": list(kept),
        "release_id": [str(pk) for pk in releases],
        "notice_id": [str(pk) for pk in told.values_list("pk", flat=True)],
    }
    return reduce(or_, (Q(**{f"ids__{name}__in": ids}) for name, ids in own.items() if ids), Q(pk__in=()))


def undelivered(reader: Reader) -> int:
    """Notices to others that did not arrive and that nobody has dealt with."""
    return visibility.notices_of_others(reader.by).undelivered().count()


def unpassed_evidence(reader: Reader) -> dict[EvidenceState, int]:
    """Files of others that the scanner has not passed: held, in quarantine."""
    states = (EvidenceState.HELD, EvidenceState.QUARANTINED)
    counts = {state.value: Count("pk", filter=Q(state=state)) for state in states}
    found = evidence.evidence_worked_by(reader.by).filter(state__in=states).aggregate(**counts)
    return {state: found[state.value] for state in states}
