"""The desk with keys of its own and background work inline."""

from __future__ import annotations

import pytest

from disclosures import keyring, outbox


@pytest.fixture
def desk(db, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    with keyring.ephemeral(), outbox.inline():
        yield
