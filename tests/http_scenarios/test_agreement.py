"""Scenarios by HTTP: the API agrees with the actions, line by line and in the end."""

import pytest

from disclosures import keyring, outbox
from disclosures.delivery import vault
from disclosures.models import clock
from disclosures.scenarios import reading
from disclosures.scenarios.scratch import IN_MEMORY
from tests.callers import Cast
from tests.http_scenarios import files
from tests.http_scenarios.driver import Play
from tests.http_scenarios.requests import REQUESTS


@pytest.fixture
def desk(db, settings, monkeypatch):
    """The test database, and keys, mail and sealed files of this test's own."""
    # This database is one transaction, in which PostgreSQL refuses VACUUM; the tests of the vault have a real one.
    monkeypatch.setattr(vault, "_clear_deleted_rows", lambda: True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = settings.STORAGES | {"sealed": IN_MEMORY}
    with keyring.ephemeral(), outbox.inline():
        yield


@pytest.mark.parametrize("raw", [*files.GIVEN, *files.telling(files.GIVEN, files.OWN)], ids=lambda raw: raw["id"])
def test_the_api_agrees(desk, monkeypatch, raw):
    scenario = reading.read(raw)
    monkeypatch.setattr(clock, "now", lambda: scenario.at)
    play = Play(scenario, cast=Cast(scenario.given))
    monkeypatch.setattr(clock, "now", lambda: play.stage.at)

    found = []
    for line in scenario.do:
        found += play.line(line, REQUESTS[line.verb])
        play.stage.work()

    assert [*found, *play.differences()] == []
