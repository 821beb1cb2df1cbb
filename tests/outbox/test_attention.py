"""What waits for a person is shown and can be put back; a failed release only by whoever answers for its case."""

from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import call_command

from disclosures.domain.topics import Topic
from disclosures.models.job import Job, JobState

pytestmark = pytest.mark.django_db


def jobs(*words):
    out = StringIO()
    call_command("jobs", *words, stdout=out)
    return out.getvalue()


@pytest.fixture
def dead(promise):
    """Promise a job that has given up."""

    def _dead(**words):
        job = promise(**words)
        Job.objects.filter(pk=job.pk).update(state=JobState.DEAD, attempts=8, fence=8, last_error="SourceDown")
        return job

    return _dead


def test_jobs_that_gave_up_are_named_with_ids_and_codes(dead):
    job = dead()
    assert "0 due" in jobs()
    assert f"{job.pk} dead release.build case_id=c-1 attempts=8 SourceDown" in jobs()


def test_a_job_that_gave_up_is_put_back_with_all_its_attempts(dead):
    job = dead(topic=Topic.NOTICE_SEND, key="notice:1", notice_id="n-1")
    assert "1 put back." in jobs("--retry", str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.attempts) == (JobState.READY, 0)


def test_a_failed_release_is_not_put_back_behind_its_case(dead):
    job = dead()
    assert "0 put back." in jobs("--retry", str(job.pk))
    job.refresh_from_db()
    assert job.state == JobState.DEAD


def test_an_unknown_job_and_one_that_is_not_dead_stay_as_they_are(promise):
    job = promise(topic=Topic.NOTICE_SEND, key="notice:1", notice_id="n-1")
    assert "0 put back." in jobs("--retry", str(job.pk), str(uuid4()))
