"""The broker is a doorbell: it may be away, hang, forget or double, and nothing but time is lost."""

import json
import socket
import time
from base64 import b64decode
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction

from disclosures import outbox
from disclosures.domain import timers
from disclosures.domain.topics import Topic
from disclosures.models.job import Job, JobState
from disclosures.outbox import bell, rounds
from disclosures.outbox.queues import QueueName, queue_of, topics_of
from disclosures.tasks import dispatch
from tests.services.crowd import at_once

SECONDS = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _fresh_bell(monkeypatch):
    monkeypatch.setattr(bell, "_silent_until", 0.0)
    monkeypatch.setattr(bell, "_enough_until", {})
    yield
    bell.hang_up()


@pytest.fixture
def broker(settings, empty_valkey_url):
    settings.CELERY_BROKER_URL = empty_valkey_url
    return settings.CELERY_BROKER_URL


@pytest.fixture
def closed_port(settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{taken.getsockname()[1]}/0"
        yield


@pytest.fixture
def hanging_broker(settings):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{silent.getsockname()[1]}/0"
        yield


def messages(queue=QueueName.RELEASES):
    return bell.waiting(queue=queue)


def test_a_commit_rings_once_on_the_topics_queue(committed_db, broker, promise):
    promise()
    promise()
    promise(key="notice.send:1", topic=Topic.NOTICE_SEND)
    assert [messages(queue) for queue in QueueName] == [1, 1, 0]


def test_a_rollback_rings_nothing(committed_db, broker, at):
    with transaction.atomic():
        outbox.put(Topic.RELEASE_BUILD, key="k", at=at, case_id="c-1")
        transaction.set_rollback(True)
    assert messages() == 0


def test_inline_work_rings_nothing(committed_db, broker, promise):
    with outbox.inline():
        promise()
    assert messages() == 0


def test_without_a_broker_nothing_is_rung(committed_db, settings, promise, at):
    settings.CELERY_BROKER_URL = "memory://"
    promise()
    assert outbox.make_round(at=at + 60 * SECONDS) == 0


def test_a_message_holds_an_opaque_id_and_a_version_only(committed_db, broker, promise, valkey_server):
    job = promise(case_id="c-canary")
    with valkey_server.client() as client:
        message = client.lrange("releases", 0, -1)[0]
    arguments, keywords, _ = json.loads(b64decode(json.loads(message)["body"]))
    assert (arguments, keywords) == ([str(job.pk), 1], {})
    assert "canary" not in str(message)


@pytest.mark.parametrize("away", ["closed_port", "hanging_broker"])
def test_a_broker_that_is_away_neither_breaks_nor_holds_up_a_commit(committed_db, promise, at, request, away):
    request.getfixturevalue(away)
    began = time.monotonic()
    for number in range(20):
        promise(key=f"release.build:{number}")
    assert time.monotonic() - began < 20 * bell.PATIENCE / 2, "one of the twenty was patient, for all"
    assert Job.objects.count() == 20
    assert outbox.make_round(at=at + 5 * SECONDS) == 0
    assert outbox.backlog(at=at).due == 20


def test_what_the_broker_did_not_take_stays_due(committed_db, broker, promise, at, monkeypatch):
    with outbox.inline():
        for number in range(3):
            promise(key=f"release.build:{number}")
    ring, calls = bell.ring, []

    def breaks_at_the_second(**asked):
        calls.append(asked)
        if len(calls) == 2:
            raise ConnectionError
        ring(**asked)

    monkeypatch.setattr(bell, "ring", breaks_at_the_second)
    assert outbox.make_round(at=at + 4 * SECONDS) == 0
    assert outbox.make_round(at=at + 4 * SECONDS) == 2
    assert messages() == 3


def test_a_dispatcher_rings_what_nobody_answered_and_does_not_flood(committed_db, broker, promise, at):
    with outbox.inline():
        promise()
    rung = [outbox.make_round(at=at + second * SECONDS) for second in range(0, 30, 2)]
    assert rung == [0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0]


def test_an_emptied_broker_is_told_again(committed_db, broker, promise, at, valkey_server):
    for number in range(50):
        promise(key=f"release.build:{number}")
    with valkey_server.client() as client:
        client.flushall()
    assert outbox.make_round(at=at + 4 * SECONDS) == 50
    assert messages() == 50


def test_a_full_queue_is_not_filled_further(committed_db, broker, promise, at, monkeypatch):
    monkeypatch.setattr(rounds, "FULL", 5)
    with outbox.inline():
        for number in range(8):
            promise(key=f"release.build:{number}")
        promise(key="notice.send:1", topic=Topic.NOTICE_SEND)
    assert outbox.make_round(at=at + 60 * SECONDS) == 6
    assert outbox.make_round(at=at + 90 * SECONDS) == 1


def test_of_many_dispatchers_each_job_has_one(committed_db, broker, promise, at):
    with outbox.inline():
        for number in range(40):
            promise(key=f"release.build:{number}")
    rung = at_once([lambda: outbox.make_round(at=at + 4 * SECONDS)] * 4)
    assert sum(rung) == 40
    assert messages() == 40


def test_a_lapsed_lease_is_rung_for_at_once(committed_db, broker, promise, at):
    with outbox.inline():
        job = promise()
    outbox.claim(job_id=job.pk, at=at)
    assert outbox.make_round(at=at + 29 * SECONDS) == 0
    assert outbox.make_round(at=at + 30 * SECONDS) == 1


def test_a_clock_that_was_set_back_delays_nothing(committed_db, broker, promise, at):
    with outbox.inline():
        promise()
        promise(key="future", run_after=at + timedelta(days=30))
    assert outbox.make_round(at=at - timedelta(hours=1)) == 1


def test_done_jobs_are_not_rung_for(committed_db, broker, promise, handled, at):
    with outbox.inline():
        promise()
        outbox.drain(at=at)
    assert outbox.make_round(at=at + timedelta(days=1)) == 0


def test_newer_code_rings_for_what_was_parked(committed_db, broker, promise, at, monkeypatch):
    with outbox.inline():
        job = promise()
    Job.objects.update(format=99)
    outbox.claim(job_id=job.pk, at=at)
    assert outbox.make_round(at=at + 20 * SECONDS) == 0
    monkeypatch.setattr("disclosures.outbox.limits.KNOWN_FORMATS", frozenset({1, 99}))
    assert outbox.make_round(at=at + 20 * SECONDS) == 1
    assert Job.objects.get().state == JobState.READY


def test_what_comes_round_is_promised_once_a_period(committed_db, at):
    timers = {Topic.RELEASE_TEMPORARY_FILES: timedelta(minutes=10)}
    at_once([lambda: outbox.promise_periods(timers=timers, at=at)] * 4)
    assert Job.objects.count() == 1
    outbox.promise_periods(timers=timers, at=at + timedelta(minutes=9))
    assert Job.objects.count() == 1
    outbox.promise_periods(timers=timers, at=at + timedelta(minutes=10))
    assert Job.objects.count() == 2


def test_the_relay_makes_a_round(committed_db, broker, capsys):
    dispatch.dispatch()
    Job.objects.update(ring_at="2020-01-01T00:00Z")
    call_command("relay", "--once")
    assert f"{len(timers.TIMERS)} rung" in capsys.readouterr().out  # nothing else was promised


def test_every_topic_has_one_queue():
    assert sorted(topic for queue in QueueName for topic in topics_of(queue=queue)) == sorted(Topic)
    assert queue_of(topic=Topic.RELEASE_BUILD) is QueueName.RELEASES


def test_a_queue_with_enough_bells_is_not_nudged_again(committed_db, broker, promise):
    for number in range(bell.ENOUGH + 10):
        promise(key=f"release.build:{number}")
    promise(key="notice.send:1", topic=Topic.NOTICE_SEND)
    assert [messages(queue) for queue in QueueName] == [bell.ENOUGH, 1, 0]


def test_what_is_promised_together_is_one_ring(committed_db, broker, at):
    with transaction.atomic():
        outbox.put_all(
            [outbox.Promise(Topic.NOTICE_SEND, key=f"notice:{number}", ids={"notice_id": number}) for number in (1, 2)],
            at=at,
        )
    assert messages(QueueName.NOTICES) == 1
