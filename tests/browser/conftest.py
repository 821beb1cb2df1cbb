"""A running desk with a database of its own, and browsers before it."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.db import connections
from playwright.sync_api import sync_playwright

from disclosures import keyring
from tests.browser.journey import Journey
from tests.browser.look import PATIENCE
from tests.services import chromium, processes

collect_ignore_glob = [] if chromium.find() else ["test_*.py"]  # said loudly by `python -m tests.run`
CODE = re.compile(r"^([A-Z]{4}-[A-Z]{4})\s*$", flags=re.MULTILINE)


@pytest.fixture
def chromium_browser(desk_at, monkeypatch):
    """A Chromium of this journey's own; its driver keeps a loop running, in which Django touches no database."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "yes")  # nothing here is asynchronous but the driver
    with sync_playwright() as driver:
        _let_go_of_connections()
        browser = driver.chromium.launch(executable_path=chromium.find(), args=["--no-sandbox"])
        yield browser
        browser.close()
        _let_go_of_connections()


def _let_go_of_connections() -> None:
    """Inside the driver's loop Django keeps connections of its own: an earlier journey's led to that one's database."""
    for kept in connections.all(initialized_only=True):
        kept.close()
        del connections[kept.alias]


@pytest.fixture
def desk_at(committed_db, settings):
    """Where the desk of this journey answers; a session that the test begins is one of it."""
    env = committed_db.env(DESK_SECRET_KEY=settings.SECRET_KEY)
    with keyring.ephemeral(), processes.running_web(env=env) as address:
        yield address.replace("127.0.0.1", "localhost")


@pytest.fixture(params=[code for code, _name in settings.LANGUAGES])
def language(request) -> str:
    """A journey is made once in each language; see `Journey` for what else differs."""
    return request.param


@pytest.fixture
def journeys(language, chromium_browser, desk_at):
    """Begins the journey of somebody; in the end nothing was wrong with any page that any of them saw."""
    begun = []

    def begin(**words) -> Journey:
        begun.append(Journey(language=language, browser=chromium_browser, address=desk_at, **words))
        return begun[-1]

    yield begin
    wrong = [line for journey in begun for line in (*journey.wrong, *journey.look.said)]
    assert not wrong, "\n".join(wrong)


@pytest.fixture
def walk_as(journeys):
    """Signs somebody in, who then stands on the page that they wanted."""

    def walk(name: str, *, start: str, secret: str = "") -> Journey:
        journey = journeys()
        journey.begins(start)
        journey.signs_in(name, secret)
        return journey

    return walk


@pytest.fixture
def code_in_mail(committed_db):
    """Reads the code out of the mail on disk to an address, which may come after the page that asks for it."""
    folder = committed_db.folder / "mail"

    def codes(to: str) -> list[str]:
        whole = [path.read_text(encoding="utf-8") for path in folder.glob("[!.]*.eml")]
        return [code for mail in whole if f"\nTo: {to}\n" in mail for code in CODE.findall(mail)]

    def read(to: str) -> str:
        processes.wait_until(lambda: codes(to), within=PATIENCE / 1000)
        return codes(to)[0]

    return read
