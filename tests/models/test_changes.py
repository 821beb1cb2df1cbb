"""What is composed once changes and adds as the queryset would, and answers with what it did."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError
from django.db.models import BigIntegerField, DateTimeField, F, UUIDField

from accounts.composed import Given
from disclosures.models.additions import insert
from disclosures.models.changes import Change
from disclosures.models.job import Job, JobState

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def a_job(key="k", **words):
    return Job(key=key, topic="notice.send", format=1, ring_at=AT, created_at=AT, **words)


def test_a_change_answers_with_what_it_changed_and_finds_nothing_the_second_time():
    job = a_job(ids={"case_id": 7})
    insert(job)
    take = Change(
        lambda: Job.objects.filter(pk=Given("job", UUIDField()), fence=Given("fence", BigIntegerField())),
        to=lambda: {"fence": F("fence") + 1, "ring_at": Given("at", DateTimeField())},
        answer=("ids", "fence", "ring_at"),
    )
    later = AT + timedelta(hours=1)
    assert take.make(job=job.pk, fence=0, at=later) == [({"case_id": 7}, 1, later)]
    assert take.make(job=job.pk, fence=0, at=AT) == []
    assert take.make(job=uuid4(), fence=1, at=AT) == []
    job.refresh_from_db()
    assert (job.fence, job.ring_at) == (1, later)


def test_of_rows_with_one_key_the_first_is_added_and_the_answer_says_which():
    first, other, again = a_job("one"), a_job("two"), a_job("one")
    assert insert(first) == [first.pk]
    assert insert(again, other, unless="key") == [other.pk]
    assert set(Job.objects.values_list("pk", flat=True)) == {first.pk, other.pk}
    with pytest.raises(IntegrityError):
        insert(again)


def test_a_row_that_the_database_refuses_is_not_left_out_in_silence():
    with pytest.raises(IntegrityError):
        insert(a_job("three", state=JobState.LEASED), unless="key")
