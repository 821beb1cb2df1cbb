"""What the desk has promised and not yet kept, in numbers for people and health checks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from disclosures.domain.topics import Topic
from disclosures.models.job import OPEN, Job, JobState
from disclosures.outbox import limits

ALL_TOPICS: Collection[Topic] = tuple(Topic)
"""Those that only newer code knows too."""


@dataclass(frozen=True, slots=True)
class Backlog:
    """Open promises: due and waiting, being worked on, given up, left for newer code; and how late the oldest is."""

    due: int
    leased: int
    dead: int
    parked: int
    oldest: timedelta


NOBODY = Q(pk__in=())


def backlog(*, at: datetime, topics: Collection[Topic] = ALL_TOPICS, besides: Q = NOBODY) -> Backlog:
    """Count the open, dead and parked jobs without those ``besides``; ``oldest`` is zero when nothing is due."""
    due = Q(state=JobState.READY) & (Q(run_after=None) | Q(run_after__lte=at))
    asked = Job.objects.filter(OPEN | Q(state__in=[JobState.DEAD, JobState.PARKED]))
    if topics is not ALL_TOPICS:
        asked = asked.filter(topic__in=topics)
    if besides is not NOBODY:
        asked = asked.exclude(pk__in=Job.objects.filter(besides).values("pk"))
    found = asked.aggregate(
        due=Count("pk", filter=due),
        leased=Count("pk", filter=Q(state=JobState.LEASED)),
        dead=Count("pk", filter=Q(state=JobState.DEAD)),
        parked=Count("pk", filter=Q(state=JobState.PARKED)),
        first=Min("ring_at", filter=due | Q(state=JobState.LEASED)),
    )
    first = found.pop("first")
    late = at - (first - limits.NUDGE_GRACE) if found["due"] and first else timedelta()
    return Backlog(**found, oldest=max(late, timedelta()))
