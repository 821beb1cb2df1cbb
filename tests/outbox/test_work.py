"""Handlers succeed, fail, come too early, lose their lease, or kill their worker."""

from datetime import timedelta

import pytest
from django.db import transaction

from disclosures import outbox
from disclosures.domain.errors import FactMissing
from disclosures.domain.topics import Topic
from disclosures.models.job import Job, JobState
from disclosures.outbox import Outcome, limits
from disclosures.tasks import handlers
from disclosures.tasks.run import run_job

pytestmark = pytest.mark.django_db

A_DAY = timedelta(days=1)


def attempt_until_dead(job, at):
    """Run the job each time it is due, and return how long it rested before each attempt."""
    rests = []
    for _ in range(20):
        outbox.run(job_id=job.pk, at=at)
        job.refresh_from_db()
        if job.state == JobState.DEAD:
            break
        if job.run_after:
            rests.append(job.run_after - at)
            at = job.run_after
    return rests


def test_a_due_job_is_handled_and_done(promise, handled, at):
    job = promise()
    assert outbox.run(job_id=job.pk, at=at) is Outcome.HANDLED
    job.refresh_from_db()
    assert (job.state, job.finished_at) == (JobState.DONE, at)


def test_a_second_ring_does_nothing(promise, handled, at):
    job = promise()
    outbox.run(job_id=job.pk, at=at)
    assert outbox.run(job_id=job.pk, at=at + A_DAY) is Outcome.NOTHING
    assert len(handled) == 1


@pytest.mark.parametrize("forged", ["59b400ec-5124-4c3a-af70-1533d970a9d9", "", "1 OR 1=1", "../../etc", None, 7])
def test_a_forged_message_has_no_effect(promise, handled, forged):
    promise()
    run_job(forged, 1)
    assert not handled
    assert Job.objects.get().state == JobState.READY


def test_a_message_rings_for_the_row_whatever_version_it_claims(promise, handled, at):
    job = promise()
    run_job(str(job.pk), 99)
    job.refresh_from_db()
    assert job.state == JobState.DONE


def test_a_failed_job_rests_longer_each_time_and_dies_after_the_last_attempt(promise, failing, at):
    attempts = failing(ZeroDivisionError())
    job = promise()
    rests = attempt_until_dead(job, at)
    assert attempts == list(range(1, 9))
    assert [rest.total_seconds() for rest in rests] == [5, 10, 20, 40, 80, 160, 320]
    assert job.last_error == "ZeroDivisionError"
    assert outbox.backlog(at=at + A_DAY).dead == 1


def test_no_rest_is_longer_than_a_quarter_of_an_hour():
    assert limits.rest_after(attempt=500) == timedelta(minutes=15)


def test_an_errors_own_words_are_kept_nowhere(promise, failing, at, caplog):
    failing(ValueError("li.wei@example.org"))
    job = promise()
    attempt_until_dead(job, at)
    assert job.last_error == "ValueError"
    assert "li.wei" not in "".join(record.getMessage() for record in caplog.records)


def test_a_refusal_fails_with_its_code(promise, failing, at):
    failing(FactMissing())
    job = promise()
    outbox.run(job_id=job.pk, at=at)
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.READY, "fact_missing")


def test_a_handler_that_is_too_early_loses_no_attempt(promise, failing, at):
    failing(outbox.Later(at + A_DAY))
    job = promise()
    assert outbox.run(job_id=job.pk, at=at) is Outcome.LATER
    job.refresh_from_db()
    assert (job.state, job.attempts, job.run_after) == (JobState.READY, 0, at + A_DAY)


def test_a_handler_that_lost_its_lease_leaves_the_job_to_the_other(promise, at, monkeypatch):
    def slow(claim, at):
        outbox.claim(job_id=claim.job_id, at=at + A_DAY)
        with transaction.atomic():
            outbox.finish(claim, at=at)

    monkeypatch.setitem(handlers.HANDLERS, Topic.RELEASE_BUILD, slow)
    job = promise()
    assert outbox.run(job_id=job.pk, at=at) is Outcome.LOST
    job.refresh_from_db()
    assert (job.state, job.fence) == (JobState.LEASED, 2)


def test_a_job_that_kills_its_worker_each_time_dies(promise, handled, at, monkeypatch):
    job = promise()
    monkeypatch.delitem(handlers.ON_DEAD, Topic.RELEASE_BUILD, raising=False)
    for _ in range(8):
        assert outbox.claim(job_id=job.pk, at=at) is not None
        at += limits.lease()
    assert outbox.run(job_id=job.pk, at=at) is Outcome.FAILED
    job.refresh_from_db()
    assert (job.state, job.last_error) == (JobState.DEAD, "worker_lost")
    assert not handled


def test_a_topic_shows_the_death_of_its_job(promise, failing, at, monkeypatch):
    failing(ZeroDivisionError())
    shown = []

    def hook(claim, at):
        with transaction.atomic():
            outbox.bury(claim, at=at)
            shown.append(claim.ids["case_id"])

    monkeypatch.setitem(handlers.ON_DEAD, Topic.RELEASE_BUILD, hook)
    attempt_until_dead(promise(case_id="c-9"), at)
    assert shown == ["c-9"]


def test_a_hook_that_fails_is_tried_again_and_cannot_keep_a_job_from_dying(promise, failing, at, monkeypatch):
    failing(ZeroDivisionError())
    tries = []

    def hook(claim, at):
        tries.append(claim.attempt)
        raise ValueError

    monkeypatch.setitem(handlers.ON_DEAD, Topic.RELEASE_BUILD, hook)
    job = promise()
    for _ in range(20):
        outbox.run(job_id=job.pk, at=at)
        at += A_DAY
    job.refresh_from_db()
    assert job.state == JobState.DEAD
    assert tries == [8, 9, 10, 11]


def test_draining_runs_all_that_is_due_and_what_that_promises(promise, handled, at, monkeypatch):
    def advance(claim, at):
        with transaction.atomic():
            outbox.put(Topic.NOTICE_SEND, key="a notice", at=at, notice_id=1)
            outbox.finish(claim, at=at)

    monkeypatch.setitem(handlers.HANDLERS, Topic.RELEASE_BUILD, advance)
    promise()
    promise(key="later", topic=Topic.RELEASE_ENDS, run_after=at + A_DAY)
    assert outbox.drain(at=at) == 2
    assert [claim.topic for claim in handled] == [Topic.NOTICE_SEND]
    assert outbox.drain(at=at + A_DAY) == 1


def test_draining_ends_when_a_job_keeps_failing(promise, failing, at):
    failing(ZeroDivisionError())
    promise()
    assert outbox.drain(at=at) == 1


def test_draining_ends_when_a_job_puts_itself_off_to_now(promise, failing, at):
    failing(outbox.Later(at))
    promise()
    assert outbox.drain(at=at) == 5


def test_draining_stops_at_its_limit(promise, handled, at):
    for number in range(3):
        promise(key=f"release.build:{number}")
    assert outbox.drain(at=at, limit=2) == 2


def test_draining_leaves_what_is_parked(promise, handled, at):
    job = promise()
    Job.objects.filter(pk=job.pk).update(format=99)
    assert outbox.drain(at=at) == 0


def test_the_backlog_tells_how_late_the_desk_is(promise, at):
    promise()
    promise(key="future", run_after=at + A_DAY)
    counted = outbox.backlog(at=at + timedelta(minutes=2))
    assert (counted.due, counted.leased, counted.dead, counted.parked) == (1, 0, 0, 0)
    assert counted.oldest == timedelta(minutes=2)
    assert outbox.backlog(at=at - A_DAY).oldest == timedelta()
