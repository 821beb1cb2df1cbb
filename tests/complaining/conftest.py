"""A complainant with a proven right, and the seller whom they complain about."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosures import keyring, outbox
from disclosures.models import clock
from tests.browsing import signed_in
from tests.cast import a_world
from tests.evidence import files

TASKS = {
    "about-you": {"confirmed": "on"},
    "right": {"right": "tm"},
    "listings": {"listings": "https://market.example/9\nhttps://market.example/10", "statement": "it copies our mark"},
    "details": {"against": "shop", "pass_on": "yes", "items": ["contact.phone"]},
    "declarations": {"in_good_faith": "on", "is_true": "on"},
}


@pytest.fixture(autouse=True)
def sealed(settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    settings.DESK_CLAMAV = ""
    with keyring.ephemeral(), outbox.inline():
        yield


@pytest.fixture
def world(db):
    return a_world(at=clock.now())


@pytest.fixture
def nora(world):
    return signed_in(world.user("nora"))


def begun(browser) -> str:
    """Where the tasks of a new complaint are."""
    return browser.post("/complaints/new/")["Location"]


def field(page, name: str) -> str:
    """A hidden field of a page."""
    return page.text.partition(f'name="{name}" value="')[2].partition('"')[0]


def answer(browser, where: str, task: str, **changes):
    """One task as a browser sends it."""
    path = f"{where}task/{task}/"
    return browser.post(path, {"edition": field(browser.get(path), "edition"), **TASKS[task], **changes})


def send(browser, path: str, content: bytes | None = None, name: str = "shot.png"):
    """One file by its page."""
    file = SimpleUploadedFile(name, files.png() if content is None else content, "image/png")
    return browser.post(path, {"file": file})


def done(browser) -> str:
    """Every task is done."""
    where = begun(browser)
    for task in TASKS:
        answer(browser, where, task)
    browser.post(f"{where}files/all/")
    return where


def file(browser, where: str):
    """Press the last button."""
    return browser.post(f"{where}check/", {"edition": field(browser.get(f"{where}check/"), "edition")})
