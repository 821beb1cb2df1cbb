"""Approved to released per second, against the floor, by the same workers."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator

from django.apps import apps
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models import Release, clock
from disclosures.models.job import OPEN, Job, JobState
from tests.bench import floor
from tests.bench.crowd import Crowd
from tests.bench.figure import Figure, per_second
from tests.bench.ground import QUEUES, WITHOUT_NOTICES, Ground, workers
from tests.services.processes import wait_until

CASES = int(os.environ.get("BENCH_CASES", "300"))
WARM = 20
PATIENCE = 300  # seconds


def measure(ground: Ground, people: Crowd) -> Iterator[Figure]:
    """Both ways to an approval; before and after each, the floor with as many rows as a release inserts."""
    rows, queries = _cost_of_one(people)
    floor.make_table()
    before = _floor(ground, rows=rows)
    for name, approve, queues in (
        ("standing approval", people.approve_by_standing, QUEUES),
        ("two signatures", people.approve_by_signatures, QUEUES),
        ("two signatures, notices left to another worker", people.approve_by_signatures, WITHOUT_NOTICES),
    ):
        seconds = _released(ground, people, approve, queues=queues)
        rate, after = CASES / seconds, _floor(ground, rows=rows)
        floor_rate, before = (before + after) / 2, after  # the machine may be busier at one end than at the other
        yield Figure(
            name=f"approved to released, {CASES} by {name} ({queries} queries, {rows} rows)",
            measured=per_second(CASES, seconds),
            floor=f"{floor_rate:.0f}/s",
            ratio=rate / floor_rate,
            target="60/s and 0.3",
            met=rate >= 60 and rate / floor_rate >= 0.3,
        )


def _cost_of_one(people: Crowd) -> tuple[int, int]:
    """How many rows a release inserts and how many statements it takes."""
    people.approve_by_standing(count=2)
    first, second = Job.objects.filter(topic=Topic.RELEASE_BUILD, state=JobState.READY)
    with outbox.inline():
        outbox.run(job_id=first.pk, at=clock.now())
        before = _all_rows()
        with CaptureQueriesContext(connection) as seen:
            outbox.run(job_id=second.pk, at=clock.now())
        rows = _all_rows() - before
    return rows, len(seen)


def _all_rows() -> int:
    return sum(model._base_manager.count() for model in apps.get_models())


def _released(ground: Ground, people: Crowd, approve: Callable[..., None], *, queues: str) -> float:
    """Seconds from the first to the last of the releases, once the workers are warm."""
    approve(count=CASES + WARM)
    before = Release.objects.count()
    with workers(ground, queues=queues):
        seconds = _timed(lambda: Release.objects.count() - before, total=CASES + WARM)
    with workers(ground):  # the notices that are still to be sent are no part of the next measurement
        wait_until(lambda: not Job.objects.filter(OPEN, run_after=None).exists(), within=PATIENCE)
    return seconds


def _floor(ground: Ground, *, rows: int) -> float:
    done = floor.done()
    floor.send(count=CASES + WARM, rows=rows)
    with workers(ground):
        return CASES / _timed(lambda: (floor.done() - done) // rows, total=CASES + WARM)


def _timed(count: Callable[[], int], *, total: int) -> float:
    """Seconds that all but the first few took: a worker's own start is no part of it."""
    wait_until(lambda: count() >= WARM, within=60)
    began, ahead = time.monotonic(), count()
    wait_until(lambda: count() >= total, within=PATIENCE)
    return (time.monotonic() - began) * CASES / (total - ahead)
