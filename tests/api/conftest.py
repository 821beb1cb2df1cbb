"""The desk with keys of its own, background work inline, and the cast of a small platform."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures import keyring, outbox
from tests.callers import Cast

PLATFORM = """
members: {mei: {preferred_channel: email}, bo: {}, lin: {}}
organisations:
  travelco: {kind: company}
  court: {kind: court}
people:
  tom: {role: partner, of: travelco}
  tina: {role: partner, of: travelco}
  judge: {role: authority, of: court}
consents:
  - {of: mei, to: travelco, purpose: prize, items: [identity.legal_name, contact.email]}
transactions:
  t-1: {buyer: bo, seller: mei, performed_by: [bo]}
"""


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
    return {
        "basis": "consent",
        "subjects": ["mei"],
        "recipient": {"organisation": "travelco"},
        "purpose": "prize",
        "asks": ["identity.legal_name", "contact.email"],
        "legal_ground": {"ground": "consent", "article": "PIPL 13(1)"},
    }
