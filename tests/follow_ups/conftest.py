"""What is owed after a release, walked through the real actions and looked at from outside."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest

from disclosures.domain import lots
from tests.callers import Cast
from tests.cast import AT, ACase, a_case, a_world


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


@pytest.fixture
def at_the_api() -> Callable[[ACase], Cast]:
    """The people of a case's world, each with a token."""
    return lambda case: Cast(case.stage.world)


@pytest.fixture
def drawn(desk, monkeypatch) -> Callable[..., ACase]:
    """A release under a standing approval that the lot fell on, and its review."""
    monkeypatch.setattr(lots, "is_drawn", lambda **_ticket: True)
    return lambda **changes: a_case("service_provision", **changes).released()


DANGER = {"danger": "a life", "how_data_help": "they can be found"}


@pytest.fixture
def emergency(desk) -> Callable[..., ACase]:
    """An emergency's release, signed by `counsel.chen` and `privacy.pei`."""
    asks = ["identity.legal_name", "contact.phone", "access.ip_address"]
    particulars = {"authority": "psb", "called_back": True, "emergency": DANGER}

    def released(*, at=AT, world=None) -> ACase:
        visit = {"at": (at - timedelta(days=1)).isoformat(), "ip_address": "203.0.113.9"}
        world = world or a_world(at=at, mei={"access": [visit]})
        return a_case("legal_request", world=world, asks=asks, particulars=particulars).released()

    return released
