"""Signing in needs the necessary cookie: everybody here has allowed it, but where a test is about who has not."""

import pytest

from tests.browsing import Browser, visitor


@pytest.fixture
def client() -> Browser:
    """A browser that may keep a session."""
    return visitor()
