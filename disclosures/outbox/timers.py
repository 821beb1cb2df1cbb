"""Work that comes round again: one unique row per period, however many dispatchers ask (SAFETY: not "one beat")."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from django.db import transaction

from disclosures.domain.topics import Topic
from disclosures.models.job import Job
from disclosures.outbox import promises

REMEMBERED = 12
"""Periods that ``newest`` looks through."""
EPOCH = datetime(2020, 1, 1, tzinfo=UTC)


def promise_periods(*, timers: Mapping[Topic, timedelta], at: datetime) -> None:
    """Promise each topic once in the running period of its length; asking again changes nothing."""
    wanted = {f"{topic}:{(at - EPOCH) // period}": topic for topic, period in timers.items()}
    missing = set(wanted) - set(Job.objects.filter(key__in=wanted).values_list("key", flat=True))
    if missing:
        with transaction.atomic():
            for key in sorted(missing):
                promises.put(wanted[key], key=key, at=at)


def newest(topic: Topic, *, period: timedelta, at: datetime) -> list[Job]:
    """What was promised of a topic in the newest periods, found by its keys however many jobs there are."""
    running = (at - EPOCH) // period
    return list(Job.objects.filter(key__in=[f"{topic}:{running - back}" for back in range(REMEMBERED)]))
