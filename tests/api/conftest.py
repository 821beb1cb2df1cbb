"""Each test of the API has a desk of its own."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Keys of its own, packages in memory, and background work by hand."""
