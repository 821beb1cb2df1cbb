"""Browsers of those who ask, in a world of today."""

from __future__ import annotations

import pytest

from accounts.models import User
from disclosures.models import clock
from tests import browsing
from tests.cast import a_world


@pytest.fixture
def world(db):
    """Everybody of the cast, written today."""
    return a_world(at=clock.now())


@pytest.fixture
def browser_of(world):
    """The browser of somebody who is signed in, always the same one."""
    browsers = {}

    def of(name: str) -> browsing.Browser:
        if name not in browsers:
            browsers[name] = browsing.signed_in(User.objects.get(name=name))
        return browsers[name]

    return of
