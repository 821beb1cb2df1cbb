"""The desk with keys of its own and background work inline."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures import keyring, outbox
from tests.attacks.an_office import Office, a_public_body
from tests.cast import AT, a_world


@pytest.fixture(autouse=True)
def desk(db, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    with keyring.ephemeral(), outbox.inline():
        yield


@pytest.fixture
def at():
    return AT


@pytest.fixture
def later():
    return lambda **by: AT + timedelta(**by)


@pytest.fixture
def world(desk):
    return a_world()


@pytest.fixture
def who(world):
    """Somebody of the world, freshly read."""
    return world.user


@pytest.fixture
def psb(desk, settings) -> Office:
    """An office with an officer nobody called back; no scanner looks at its files."""
    settings.DESK_CLAMAV = ""
    return a_public_body()
