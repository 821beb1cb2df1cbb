"""Every scenario of the folder, on the test database."""

from pathlib import Path

import pytest

from disclosures import keyring, outbox
from disclosures.delivery import vault
from disclosures.scenarios import player, reading
from disclosures.scenarios.scratch import IN_MEMORY

FOLDER = Path(__file__).parent / "scenarios"
SCENARIOS = [scenario for path in reading.files([FOLDER]) for scenario in reading.load(path)]


@pytest.fixture
def emptied(db, settings, monkeypatch):
    """The test database with nothing in it, and keys, mail and sealed files of this test's own."""
    # This database is one transaction, in which PostgreSQL refuses VACUUM; the tests of the vault have a real one.
    monkeypatch.setattr(vault, "_clear_deleted_rows", lambda _keys: True)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.STORAGES = settings.STORAGES | {"sealed": IN_MEMORY}
    with keyring.ephemeral(), outbox.inline():
        yield


def test_no_two_scenarios_have_the_same_name():
    names = [scenario["id"] for scenario in SCENARIOS]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario["id"])
def test_scenario(emptied, scenario):
    assert player.play(scenario).differences == ()
