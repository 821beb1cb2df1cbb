"""The ledger's tests: triggers in place, a person who acts, and a short way to write entries."""

from datetime import UTC, datetime

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection

from accounts.models.user import User
from disclosures import ledger
from disclosures.domain.events import Event

AT = datetime(2026, 3, 2, 9, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture
def guarded(db):
    ledger.triggers.install(connection)


@pytest.fixture
def clerk(guarded):
    return User.objects.create(name="clerk", password="!")


@pytest.fixture
def key():
    return Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


@pytest.fixture
def write(clerk):
    def write(chain="case:1", /, times=1, **body):
        kind, ident = chain.split(":")
        return [
            ledger.append(Event.CASE_SUBMITTED, chain=ledger.Chain(kind, ident), by=clerk, at=AT, number=number, **body)
            for number in range(times)
        ]

    return write
