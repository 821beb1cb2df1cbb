"""How long a worker may hold a job, how often it is tried, how long it rests in between."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings

FORMAT = 1  # the version of jobs that this code writes
KNOWN_FORMATS = frozenset({1})  # the versions it can carry out; others wait for a newer worker

RING_AGAIN = timedelta(seconds=10)  # a bell that nobody answered is rung again after this
NUDGE_GRACE = timedelta(seconds=3)  # what the nudge after commit gets before a dispatcher takes over
FIRST_REST = timedelta(seconds=5)
LONGEST_REST = timedelta(minutes=15)
LAST_RITES = 3  # tries that a dying job's own hook gets before the job is buried without it


def lease() -> timedelta:
    """How long a claim holds without being finished. Longer than a task's hard time limit (`paletten.celery`)."""
    return timedelta(seconds=getattr(settings, "DESK_LEASE_SECONDS", 30))


def attempts() -> int:
    """How many times a job is tried before it is dead and a person must look."""
    return int(getattr(settings, "DESK_JOB_ATTEMPTS", 8))


def rest_after(*, attempt: int) -> timedelta:
    """How long to wait after the given failed attempt: 5 s, then doubled each time up to 15 minutes."""
    doublings = min(max(attempt - 1, 0), 20)
    return min(FIRST_REST * (1 << doublings), LONGEST_REST)


def horizon() -> timedelta:
    """The furthest ahead that a bell of a job under way can lie, unless the database's clock was set back."""
    return 2 * max(lease(), RING_AGAIN)
