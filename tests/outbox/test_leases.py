"""One holder at a time; only the last one may finish."""

from datetime import timedelta

import pytest
from django.db import transaction

from disclosures import outbox
from disclosures.models.job import Job, JobState
from disclosures.outbox import leases, limits

pytestmark = pytest.mark.django_db

A_LEASE = timedelta(seconds=30)


def test_a_claimed_job_is_nobody_elses(promise, at):
    job = promise()
    claim = outbox.claim(job_id=job.pk, at=at)
    assert (claim.fence, claim.attempt, claim.ids) == (1, 1, {"case_id": "c-1"})
    assert outbox.claim(job_id=job.pk, at=at) is None
    assert outbox.claim(job_id=job.pk, at=at + A_LEASE - timedelta(microseconds=1)) is None


def test_two_who_read_the_same_row_have_one_claim_between_them(promise, at, monkeypatch):
    job = promise()
    stale = Job.objects.get(pk=job.pk)
    assert outbox.claim(job_id=job.pk, at=at) is not None

    class Stale:
        def filter(self, **_):
            return self

        def first(self):
            return stale

    monkeypatch.setattr("disclosures.models.job.Jobs.claimable", lambda *_, **__: Stale())
    assert outbox.claim(job_id=job.pk, at=at) is None


def test_a_lease_that_ended_can_be_taken_and_raises_the_fence(promise, at):
    job = promise()
    outbox.claim(job_id=job.pk, at=at)
    second = outbox.claim(job_id=job.pk, at=at + A_LEASE)
    assert (second.fence, second.attempt) == (2, 2)
    assert Job.objects.get(pk=job.pk).last_error == "worker_lost"


def test_finishing_after_the_lease_was_lost_rolls_the_effect_back(promise, at):
    job = promise()
    slow = outbox.claim(job_id=job.pk, at=at)
    quick = outbox.claim(job_id=job.pk, at=at + A_LEASE)
    with pytest.raises(outbox.LostLease), transaction.atomic():  # noqa: PT012 - what went before is rolled back too
        promise(key="the effect")
        outbox.finish(slow, at=at)
    assert not Job.objects.filter(key="the effect").exists()
    with transaction.atomic():
        outbox.finish(quick, at=at + A_LEASE)
    assert Job.objects.get(pk=job.pk).state == JobState.DONE


def test_a_slow_holder_whom_nobody_replaced_may_finish(promise, at):
    claim = outbox.claim(job_id=promise().pk, at=at)
    with transaction.atomic():
        outbox.finish(claim, at=at + 10 * A_LEASE)


def test_a_job_is_finished_once(promise, at):
    claim = outbox.claim(job_id=promise().pk, at=at)
    with transaction.atomic():
        outbox.finish(claim, at=at)
    with pytest.raises(outbox.LostLease), transaction.atomic():
        outbox.finish(claim, at=at)
    assert outbox.claim(job_id=claim.job_id, at=at + 10 * A_LEASE) is None


def test_a_loser_cannot_fail_the_winners_job(promise, at):
    job = promise()
    slow = outbox.claim(job_id=job.pk, at=at)
    outbox.claim(job_id=job.pk, at=at + A_LEASE)
    outbox.fail(slow, at=at + A_LEASE, code="source_down")
    assert Job.objects.get(pk=job.pk).state == JobState.LEASED


def test_a_lease_from_before_the_clock_was_set_back_counts_as_over(promise, at):
    job = promise()
    before = outbox.claim(job_id=job.pk, at=at)
    an_hour_ago = at - timedelta(hours=1)
    assert outbox.claim(job_id=job.pk, at=an_hour_ago).fence == 2
    with pytest.raises(outbox.LostLease), transaction.atomic():
        outbox.finish(before, at=at)


@pytest.mark.parametrize("change", [{"format": 99}, {"topic": "planet.align"}])
def test_a_job_of_newer_code_is_parked_and_counts_no_attempt(promise, at, change):
    job = promise()
    Job.objects.filter(pk=job.pk).update(**change)
    assert outbox.claim(job_id=job.pk, at=at) is None
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.PARKED, 0)
    assert outbox.backlog(at=at).parked == 1


def test_newer_code_takes_what_was_parked(promise, at, monkeypatch):
    job = promise()
    Job.objects.filter(pk=job.pk).update(format=99)
    outbox.claim(job_id=job.pk, at=at)
    monkeypatch.setattr(limits, "KNOWN_FORMATS", frozenset({1, 99}))
    assert outbox.claim(job_id=job.pk, at=at).attempt == 1


def test_a_dead_job_is_retried_with_all_its_attempts(promise, at):
    job = promise()
    Job.objects.filter(pk=job.pk).update(state=JobState.DEAD, last_error="source_down", attempts=8, fence=8)
    assert outbox.retry(job_id=job.pk, at=at)
    assert not outbox.retry(job_id=job.pk, at=at)
    claim = outbox.claim(job_id=job.pk, at=at)
    assert (claim.attempt, claim.fence) == (1, 9)


def test_burying_needs_the_lease(promise, at):
    job = promise()
    slow = outbox.claim(job_id=job.pk, at=at)
    outbox.claim(job_id=job.pk, at=at + A_LEASE)
    with pytest.raises(outbox.LostLease), transaction.atomic():
        leases.bury(slow, at=at)
