"""What is promised is in the transaction, once, and holds ids only."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models.job import Job, JobState

pytestmark = pytest.mark.django_db


def test_a_promise_goes_when_its_transaction_goes(at):
    with pytest.raises(ZeroDivisionError), transaction.atomic():  # noqa: PT012 - what went before is rolled back too
        outbox.put(Topic.RELEASE_BUILD, key="k", at=at, case_id="c-1")
        raise ZeroDivisionError
    assert not Job.objects.exists()


def test_the_same_key_promises_once(promise):
    first = promise(case_id="c-1")
    second = promise(case_id="c-2")
    assert first.pk == second.pk
    assert second.ids == {"case_id": "c-1"}
    assert Job.objects.count() == 1


def test_a_promise_waits_for_its_time(promise, at):
    job = promise(run_after=at + timedelta(days=3))
    assert job.state == JobState.READY
    assert job.run_after == job.ring_at == at + timedelta(days=3)
    assert outbox.claim(job_id=job.pk, at=at + timedelta(days=3, seconds=-1)) is None
    assert outbox.claim(job_id=job.pk, at=at + timedelta(days=3)) is not None


def test_a_time_that_has_passed_is_at_once(promise, at):
    assert promise(run_after=at).run_after is None


@pytest.mark.parametrize("value", ["Li Wei", "li@example.org", "", "x" * 65, "13800138000\n"])
def test_what_is_not_an_id_is_refused(at, value):
    with pytest.raises(ValueError, match="ids, not data"), transaction.atomic():
        outbox.put(Topic.RELEASE_BUILD, key="k", at=at, name=value)


@pytest.mark.parametrize(
    "impossible",
    [
        {"state": "lost"},
        {"state": "leased"},
        {"state": "done"},
        {"state": "dead"},
        {"attempts": 1},
        {"key": ""},
    ],
)
def test_the_database_refuses_impossible_rows(promise, impossible):
    job = promise()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**impossible)


@pytest.mark.parametrize("field", ["lease_until", "finished_at"])
def test_a_waiting_job_has_neither_lease_nor_end(promise, at, field):
    job = promise()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.filter(pk=job.pk).update(**{field: at})


def test_the_database_refuses_a_second_job_with_the_key_of_another(promise, at):
    job = promise()
    with pytest.raises(IntegrityError), transaction.atomic():
        Job.objects.create(key=job.key, topic=job.topic, format=1, ring_at=at, created_at=at)
