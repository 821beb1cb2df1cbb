"""Fixtures that tests of many folders ask for: a desk with keys of its own, the cast of a small platform, browsers.

A plugin, so that a folder needs no import to have them; one that gives all its tests a desk asks for it in its
conftest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import Token, User
from accounts.models.token import LONGEST_LIFE
from disclosures import keyring, outbox
from disclosures.models import clock
from disclosures.scenarios.world import World
from tests import browsing
from tests.callers import Caller, Cast
from tests.cast import a_world
from tests.fuzz.world import PLATFORM, PRIZE


@pytest.fixture
def desk(db, settings) -> Iterator[None]:
    """Keys of its own, packages in memory, and background work by hand."""
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    with keyring.ephemeral(), outbox.inline():
        yield


@pytest.fixture
def cast(desk) -> Cast:
    """Everybody of a small platform, at the API."""
    return Cast(PLATFORM)


@pytest.fixture
def queries() -> Callable[[], CaptureQueriesContext]:
    """What the database is asked meanwhile."""
    return lambda: CaptureQueriesContext(connection)


@pytest.fixture
def prize() -> dict[str, Any]:
    """A filing on consent by travelco's people."""
    return dict(PRIZE)


@pytest.fixture
def mails() -> Callable[[], list[Any]]:
    """What left so far."""
    return lambda: list(mail.outbox)


@pytest.fixture
def caller() -> Callable[[User], Caller]:
    """Anybody at the API."""

    def call(user: User) -> Caller:
        at = clock.now()
        _, secret = Token.objects.issue(user=user, at=at, label="tests", expires_at=at + LONGEST_LIFE)
        return Caller(user.name, secret)

    return call


@pytest.fixture
def world(db) -> World:
    """Everybody of the cast, written today."""
    return a_world(at=clock.now())


@pytest.fixture
def browser_of(world) -> Callable[[str], browsing.Browser]:
    """The browser of somebody who is signed in, always the same one."""
    browsers: dict[str, browsing.Browser] = {}

    def of(name: str) -> browsing.Browser:
        if name not in browsers:
            browsers[name] = browsing.signed_in(User.objects.get(name=name))
        return browsers[name]

    return of
