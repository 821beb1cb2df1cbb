"""A dispute about a transaction, its two sides at the API, and what they read."""

from __future__ import annotations

import pytest

from tests.cast import a_case


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


HELLO = "The parcel came open. Will you take it back?"


@pytest.fixture
def case():
    return a_case("transaction_dispute").submitted()


@pytest.fixture
def at_the_api(caller):
    """Somebody's client and the address of the messages of a case."""
    clients = {}

    def of(case, name):
        clients.setdefault(name, caller(case.user(name)))
        return clients[name], f"/cases/{case.row.reference}/messages"

    return of
