"""The desk of the API's tests: whatever is promised is carried out at once."""

import pytest


@pytest.fixture(autouse=True)
def _at_a_desk(desk) -> None:
    """Each test here has a desk of its own."""
