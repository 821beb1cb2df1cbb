"""A due moment, and handlers that a test can watch."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models.job import Job
from disclosures.tasks import handlers

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def at():
    return AT


@pytest.fixture
def promise(at):
    """Promise a job and return its row."""

    def _promise(*, key="release.build:1", topic=Topic.RELEASE_BUILD, run_after=None, **ids):
        with transaction.atomic():
            outbox.put(topic, key=key, at=at, run_after=run_after, **(ids or {"case_id": "c-1"}))
        return Job.objects.get(key=key)

    return _promise


@pytest.fixture
def handled(monkeypatch):
    """Let every topic be finished at once, and list the claims that were."""
    claims = []

    def handler(claim, at):
        with transaction.atomic():
            outbox.finish(claim, at=at)
            claims.append(claim)

    for topic in Topic:
        monkeypatch.setitem(handlers.HANDLERS, topic, handler)
    return claims


@pytest.fixture
def failing(monkeypatch):
    """Let release.build fail with a given error, and list the attempts."""
    attempts = []

    def _failing(error):
        def handler(claim, at):
            attempts.append(claim.attempt)
            raise error

        monkeypatch.setitem(handlers.HANDLERS, Topic.RELEASE_BUILD, handler)
        monkeypatch.delitem(handlers.ON_DEAD, Topic.RELEASE_BUILD, raising=False)
        return attempts

    return _failing
