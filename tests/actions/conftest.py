"""A written world at a fixed time, and what every test of an action asks of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures import outbox
from disclosures.models import LedgerEntry, Notice
from tests.cast import AT, a_world


@pytest.fixture
def at():
    return AT


@pytest.fixture
def later():
    return lambda **by: AT + timedelta(**by)


@pytest.fixture
def world(db):
    with outbox.inline():
        yield a_world()


@pytest.fixture
def who(world):
    """Somebody of the world, freshly read, as each request reads them."""
    return world.user


@pytest.fixture
def events():
    """What the ledger says happened to a thing, in order."""

    def _events(kind, ident):
        return list(LedgerEntry.objects.filter(chain=f"{kind}:{ident}").order_by("seq").values_list("event", flat=True))

    return _events


@pytest.fixture
def told():
    """Who was promised a notice of a kind."""
    return lambda kind: set(Notice.objects.filter(kind=kind).values_list("to_user__name", flat=True))
