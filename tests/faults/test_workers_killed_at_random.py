"""Workers and their children are killed at random while cases are filed and released: all released, none twice.

The suite takes 100 cases; `DESK_KILLED_RELEASES=500` takes the 500 of the issue (`make soak`, some minutes).
"""

import contextlib
import os
import random

import psutil
from django.db.models import Count

from disclosures.models import Grant, Job, LedgerEntry, Release, SealedKey, clock
from disclosures.models.job import JobState
from tests.cast import a_case, a_world
from tests.services import families
from tests.services.processes import kill, running_worker, wait_until

KILLS = 20
RELEASES = int(os.environ.get("DESK_KILLED_RELEASES", "100"))


def child_of(process):
    found = families.children(pid=process.pid)
    return random.choice(found) if found else None


def test_a_worker_and_its_child_are_killed_twenty_times_under_load_and_all_is_released_once(committed_db, broker):
    env = committed_db.env(broker=broker, DESK_LEASE_SECONDS="6", DESK_JOB_ATTEMPTS="30")
    world = a_world(at=clock.now())
    pace = RELEASES // KILLS

    with contextlib.ExitStack() as crew:
        steady = crew.enter_context(running_worker(env=env, concurrency=2))
        for number in range(KILLS):
            for _ in range(pace):
                a_case("service_provision", world=world, at=clock.now()).submitted()
            wait_until(lambda: Job.objects.filter(state=JobState.LEASED).exists() or all_done(), within=60)
            if number % 4 == 3:
                kill(process=steady)
                steady = crew.enter_context(running_worker(env=env, concurrency=2))
            elif child := child_of(steady):
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
        wait_until(lambda: Release.objects.count() == pace * KILLS and all_done(), within=90)

    assert not Release.objects.values("case").annotate(n=Count("pk")).filter(n__gt=1).exists()
    assert Grant.objects.count() == SealedKey.objects.count() == pace * KILLS
    assert LedgerEntry.objects.filter(event="released").count() == pace * KILLS


def all_done():
    return not Job.objects.filter(topic="release.build").exclude(state=JobState.DONE).exists()
