"""A worker is killed at each stage of a release (SAFETY S3 to S6); when a worker is back, all is released once."""

from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from disclosures import outbox
from disclosures.delivery import vault
from disclosures.domain.timers import TIMERS
from disclosures.models import Case, Job, Release, clock
from disclosures.models.job import JobState
from disclosures.outbox import limits
from paletten.celery import SETTINGS
from tests.cast import a_case, a_world
from tests.faults.dying_worker import POINTS
from tests.services.processes import running, running_worker, wait_until

WORKER = ["-m", "celery", "-A", "tests.faults.dying_worker", "worker", "-c", "1", "-Q", "releases", "-l", "ERROR"]
A_MINUTE = 60.0


def test_a_worker_killed_at_any_stage_costs_time_and_nothing_else(committed_db, broker, is_released_once):
    env = committed_db.env(broker=broker, DESK_LEASE_SECONDS="8")
    world = a_world(at=clock.now())
    with outbox.inline():
        cases = [a_case("consent", world=world).approved().row for _ in POINTS]

    with ExitStack() as dying:
        marks = [committed_db.folder / point.replace(" ", "-") for point in POINTS]
        for point, mark in zip(POINTS, marks, strict=True):
            dying.enter_context(running(words=WORKER, env=env | {"DYING_AT": point, "DYING_MARK": str(mark)}))
        dying.enter_context(running(words=["manage.py", "relay"], env=env))
        wait_until(lambda: all(mark.exists() for mark in marks), within=A_MINUTE)
    assert Job.objects.filter(topic="release.build").exclude(state=JobState.DONE).exists()
    assert list(Path(committed_db.folder).rglob(".*.part")), "one was killed with a package half written"

    with running_worker(env=env):
        wait_until(lambda: not Case.objects.exclude(status="released").exists(), within=A_MINUTE)
        wait_until(lambda: not Job.objects.filter(topic="notice.send").exclude(state=JobState.DONE).exists(), within=30)
    for case in cases:
        is_released_once(case.pk)
    assert sum(Job.objects.filter(topic="release.build").values_list("attempts", flat=True)) > len(cases)


def test_what_killed_workers_left_behind_is_removed(committed_db):
    at = clock.now()
    case = a_case("service_provision", at=at).released()
    half = committed_db.folder / "sealed" / "packages" / ".half.0000.part"
    half.write_bytes(b"half")
    vault.write(orphan := vault.new_name(), b"written, never committed")
    for later in (timedelta(), timedelta(days=2)):
        assert half.exists(), "a young one may still be in use"
        outbox.promise_periods(timers=TIMERS, at=at + later)
        outbox.drain(at=at + later)
    assert not half.exists()
    kept = {path.name for path in half.parent.iterdir()}
    assert orphan.rpartition("/")[2] not in kept
    assert kept == {Release.objects.get(case=case.row).package.rpartition("/")[2]}


def test_the_lease_that_ships_lets_a_killed_workers_case_go_on_within_a_minute():
    sweep = SETTINGS["beat_schedule"]["dispatch"]["schedule"]
    assert limits.lease() == timedelta(seconds=settings.DESK_LEASE_SECONDS)
    assert limits.lease() + limits.RING_AGAIN + 2 * sweep < timedelta(seconds=A_MINUTE)
    assert limits.attempts() > len(POINTS) / 2
