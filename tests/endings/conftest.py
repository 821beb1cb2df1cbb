"""The desk with one release of a chosen clause, and everybody of its world at the API."""

from __future__ import annotations

import pytest

from accounts.models import Token
from accounts.models.token import LONGEST_LIFE
from disclosures import outbox
from disclosures.models import LedgerEntry, clock
from tests.callers import Caller
from tests.cast import ACase


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


class Knocks:
    """People of a case's world at the API; each knows their token."""

    def __init__(self) -> None:
        self._callers: dict[tuple[int, str], Caller] = {}

    def __call__(self, case: ACase, name: str) -> Caller:
        user = case.user(name)
        if (user.pk, name) not in self._callers:
            at = clock.now()
            _, secret = Token.objects.issue(user=user, at=at, label="tests", expires_at=at + LONGEST_LIFE)
            self._callers[user.pk, name] = Caller(name, secret)
        return self._callers[user.pk, name]


@pytest.fixture
def at_api(desk) -> Knocks:
    return Knocks()


@pytest.fixture
def work():
    """Carry out what is due now."""
    return lambda: outbox.drain(at=clock.now())


@pytest.fixture
def told_by_ledger():
    """What the ledger says of a case, of one kind."""
    return lambda case, event: [
        entry.content for entry in LedgerEntry.objects.filter(chain=f"case:{case.row.pk}", event=event).order_by("seq")
    ]
