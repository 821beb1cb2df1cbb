"""The desk, its cast, and each member's browser."""

from __future__ import annotations

import pytest

from tests.browsing import Browser, signed_in
from tests.callers import Cast


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""


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
