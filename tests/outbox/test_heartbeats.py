"""Workers and beat leave a sign of life in the database; who was told to stop is not missed."""

from __future__ import annotations

import signal
from datetime import timedelta

import pytest
from django.db import OperationalError

from disclosures import outbox
from disclosures.models import Heartbeat, clock
from disclosures.outbox import heartbeats
from tests.services.processes import running_worker, wait_until

WORKER, BEAT = Heartbeat.Kind.WORKER, Heartbeat.Kind.BEAT


@pytest.fixture(autouse=True)
def unheard(monkeypatch):
    """No process has said anything."""
    monkeypatch.setattr(heartbeats, "_said", {})


def names(kind: Heartbeat.Kind) -> tuple[list[str], list[str]]:
    answer, silent = outbox.heard(kind, at=clock.now())
    return [one.name for one in answer], [one.name for one in silent]


def older(*, by: timedelta) -> None:
    Heartbeat.objects.update(at=clock.now() - by)


def test_who_said_something_lately_answers_and_then_falls_silent_and_is_forgotten(db):
    heartbeats.note("one@host", kind=WORKER)
    heartbeats.note("beat@host", kind=BEAT)
    assert (names(WORKER), names(BEAT)) == ((["one@host"], []), (["beat@host"], []))
    older(by=heartbeats.SILENT + timedelta(seconds=1))
    assert names(WORKER) == ([], ["one@host"])
    older(by=heartbeats.FORGOTTEN + timedelta(seconds=1))
    assert names(WORKER) == ([], [])


def test_a_process_writes_once_in_half_a_minute_however_often_it_is_told(db, monkeypatch, django_assert_num_queries):
    heartbeats.note("one@host", kind=WORKER)
    with django_assert_num_queries(0):
        heartbeats.note("one@host", kind=WORKER)
    older(by=timedelta(minutes=5))
    monkeypatch.setattr(heartbeats, "EVERY", 0.0)
    heartbeats.note("one@host", kind=WORKER)
    assert names(WORKER) == (["one@host"], [])
    assert Heartbeat.objects.count() == 1


def test_who_is_told_to_stop_is_not_missed(db):
    heartbeats.note("one@host", kind=WORKER)
    heartbeats.stop("one@host")
    assert names(WORKER) == ([], [])


def test_what_is_long_forgotten_leaves_no_row(db):
    heartbeats.note("one@host", kind=WORKER)
    older(by=heartbeats.FORGOTTEN + timedelta(seconds=1))
    heartbeats.note("two@host", kind=WORKER)
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["two@host"]


def test_a_database_that_is_away_stops_no_worker(db, monkeypatch):
    def away():
        raise OperationalError

    monkeypatch.setattr(heartbeats.clock, "now", away)
    heartbeats.note("one@host", kind=WORKER)


def test_a_real_worker_with_beat_is_heard_and_takes_its_row_along(committed_db, empty_valkey_url):
    with running_worker(env=committed_db.env(broker=empty_valkey_url)) as worker:
        wait_until(lambda: all(names(kind)[0] for kind in (WORKER, BEAT)), within=30)
        worker.send_signal(signal.SIGTERM)
        wait_until(lambda: names(WORKER) == ([], []), within=30)
