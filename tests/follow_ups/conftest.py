"""What is owed after a release, walked through the real actions and looked at from outside."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclosures.domain import lots
from tests.api.conftest import desk, queries  # noqa: F401 - the same desk as the API's tests
from tests.callers import Cast
from tests.cast import ACase, a_case


@pytest.fixture
def at_the_api() -> Callable[[ACase], Cast]:
    """The people of a case's world, each with a token."""
    return lambda case: Cast(case.stage.world)


@pytest.fixture
def drawn(desk, monkeypatch) -> Callable[..., ACase]:  # noqa: F811 - the fixture of that name
    """A release under a standing approval that the lot fell on, and its review."""
    monkeypatch.setattr(lots, "is_drawn", lambda **_ticket: True)
    return lambda **changes: a_case("service_provision", **changes).released()
