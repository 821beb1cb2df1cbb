"""Cases of today, and browsers of those who work on them."""

from __future__ import annotations

import pytest

from accounts.models import User
from disclosures.models import clock
from tests import browsing
from tests.cast import ACase, a_case, a_world


@pytest.fixture
def case(db) -> ACase:
    """A request of an authority, filed today."""
    return a_case("legal_request", world=a_world(at=clock.now())).submitted()


@pytest.fixture
def browser_of(db):
    """The browser of somebody who is signed in, always the same one."""
    browsers = {}

    def of(name: str) -> browsing.Browser:
        if name not in browsers:
            browsers[name] = browsing.signed_in(User.objects.get(name=name))
        return browsers[name]

    return of
