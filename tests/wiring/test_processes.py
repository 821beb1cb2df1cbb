"""The desk's own processes, run against a test's own database."""

import urllib.request

from django.db import transaction

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models.clock import now
from disclosures.models.job import Job, JobState
from tests.services import processes


def test_the_web_server_answers_from_that_database(committed_db, valkey_url):
    with (
        processes.running_web(env=committed_db.env(broker=valkey_url)) as address,
        urllib.request.urlopen(f"{address}/api/v1/health/ready", timeout=10) as answer,
    ):
        assert answer.status == 200


def test_a_worker_keeps_the_promises_of_that_database(committed_db, empty_valkey_url):
    with transaction.atomic():
        outbox.put(Topic.RELEASE_TEMPORARY_FILES, key="a promise of this test", at=now())
    with processes.running_worker(env=committed_db.env(broker=empty_valkey_url)):
        processes.wait_until(lambda: Job.objects.filter(state=JobState.DONE).exists(), within=30)
