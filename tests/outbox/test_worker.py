"""A real worker with beat, a real Valkey, a real kill."""

import signal
from datetime import timedelta

import pytest
from django.db import transaction

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models import clock
from disclosures.models.job import Job, JobState
from paletten import celery
from tests.services.processes import kill, running_worker, wait_until


@pytest.fixture
def promised(committed_db):
    """Promise jobs that a worker can carry out by itself, unheard by any broker."""

    def _promised(*, count, prefix="a"):
        with outbox.inline(), transaction.atomic():
            for number in range(count):
                outbox.put(Topic.RELEASE_TEMPORARY_FILES, key=f"{prefix}:{number}", at=clock.now())
        return Job.objects.filter(key__startswith=f"{prefix}:")

    return _promised


def done(jobs):
    return jobs.filter(state=JobState.DONE).count()


def test_a_worker_keeps_what_was_promised_while_the_broker_was_forgetful(
    committed_db, empty_valkey_url, valkey_server, promised
):
    jobs = promised(count=50)
    with running_worker(env=committed_db.env(broker=empty_valkey_url)):
        wait_until(lambda: done(jobs) > 0, within=30)
        with valkey_server.client() as client:
            client.flushall()
        wait_until(lambda: done(jobs) == 50, within=30)
    assert set(jobs.values_list("attempts", flat=True)) == {1}


def test_a_killed_workers_job_is_taken_over_and_forged_messages_do_nothing(
    committed_db, empty_valkey_url, settings, promised
):
    settings.CELERY_BROKER_URL = empty_valkey_url
    env = committed_db.env(broker=empty_valkey_url)
    jobs = promised(count=3)
    held = outbox.claim(job_id=jobs[0].pk, at=clock.now() - timedelta(seconds=15))  # a dead holder, for 15 s more
    with celery.app.connection_for_write(empty_valkey_url) as connection:
        for arguments in ([], ["x", 1], [str(held.job_id), 1, "more"], ["00000000-0000-0000-0000-000000000000", 1]):
            celery.app.send_task("disclosures.run_job", args=arguments, queue="upkeep", connection=connection)
        celery.app.send_task("os.system", args=["true"], queue="upkeep", connection=connection)
    with running_worker(env=env) as worker:
        wait_until(lambda: done(jobs) >= 2, within=30)
        worker.send_signal(signal.SIGKILL)
        kill(process=worker)
    with running_worker(env=env):
        wait_until(lambda: done(jobs) == 3, within=60)
    assert Job.objects.get(pk=held.job_id).attempts >= 2
