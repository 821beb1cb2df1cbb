"""The desk with keys of its own, background work inline, and the cast of a small platform."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures import keyring, outbox
from tests.callers import Cast
from tests.fuzz.world import PLATFORM, PRIZE


@pytest.fixture(autouse=True)
def desk(db, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    with keyring.ephemeral(), outbox.inline():
        yield


@pytest.fixture
def cast(desk):
    return Cast(PLATFORM)


@pytest.fixture
def queries():
    return lambda: CaptureQueriesContext(connection)


@pytest.fixture
def prize():
    """A filing on consent by travelco's people."""
    return dict(PRIZE)
