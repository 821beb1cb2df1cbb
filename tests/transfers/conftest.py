"""The desk with keys of its own, as the API's tests have it."""

import pytest


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""
