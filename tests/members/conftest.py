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


def worked(cast: Cast, filing: dict) -> str:
    """Files a request on mei's consent and walks it to its release; returns its reference."""
    reference = cast("tom").post("/cases/", filing | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{reference}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/", {"shown": shown})
    cast.work()
    return reference
