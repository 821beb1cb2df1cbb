"""The desk, its cast, and each member's browser."""

from __future__ import annotations

import pytest

from tests.api.conftest import desk, prize  # noqa: F401 - the same desk as the API's tests
from tests.browsing import Browser, signed_in
from tests.callers import Cast
from tests.terms.conftest import PLATFORM


@pytest.fixture
def cast(desk):  # noqa: F811 - the fixture of that name
    return Cast(PLATFORM)


@pytest.fixture
def browser(cast) -> Browser:
    """Of bo, who has no consent yet."""
    return signed_in(cast.world.users["bo"])
