"""A backup is restored: what was shredded stays shredded, what was delivered is not delivered by itself again."""

import shutil
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection, connections

from disclosures.actions import releases
from disclosures.domain.errors import AccessEnded
from disclosures.models import Case, LedgerEntry, Notice, Release, SealedKey, clock
from tests.cast import a_case, a_world
from tests.services import committed


@pytest.fixture
def backup(committed_db):
    """Take a backup of the database now; give what puts it back. The sealed files are not part of it."""
    home = connection.settings_dict["NAME"]
    made = []

    def _take():
        connections.close_all()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            connections.close_all()
            shutil.copy(home, f"{home}.backup")
        else:
            made.append(f"{home}_backup")
            committed.run_beside(f'CREATE DATABASE "{home}_backup" TEMPLATE "{home}"')
        return _restore

    def _restore():
        connections.close_all()
        if connection.vendor == "sqlite":
            for left in Path(home).parent.glob(f"{Path(home).name}-*"):
                left.unlink()
            shutil.copy(f"{home}.backup", home)
        else:
            committed.run_beside(
                f'DROP DATABASE "{home}" WITH (FORCE)', f'CREATE DATABASE "{home}" TEMPLATE "{home}_backup"'
            )

    yield _take
    connections.close_all()
    for name in made:
        committed.run_beside(f'DROP DATABASE "{name}" WITH (FORCE)')


def test_what_was_shredded_after_the_backup_is_shredded_again(committed_db, backup, capsys):
    case = a_case("consent", at=clock.now()).released()
    release_id = case.release.pk
    restore = backup()
    case.does("revoke", by="counsel.chen", reason="the wrong recipient").worked()
    assert not SealedKey.objects.exists()

    restore()
    assert SealedKey.objects.filter(pk=release_id).exists(), "the backup brings the key back"
    call_command("after_restore")

    assert "1 destroyed key" in capsys.readouterr().out
    assert not SealedKey.objects.exists()
    with pytest.raises(AccessEnded):
        case.opened()


def test_what_was_delivered_after_the_backup_waits_for_a_person(committed_db, backup):
    case = a_case("consent", at=clock.now()).approved()
    restore = backup()
    case.worked()
    assert case.opened()

    restore()
    call_command("after_restore")
    case.later(minutes=10).worked()

    assert case.row.status == "release_failed"
    assert not Release.objects.exists()
    assert not Notice.objects.filter(sent_at__isnull=False).exists()
    assert LedgerEntry.objects.filter(event="release_failed").count() == 1
    releases.retry(case=case.row, by=case.user("counsel.chen"), at=case.at)
    case.worked()
    assert case.row.status == "released"


def test_what_was_released_before_the_backup_stays_as_it_was(committed_db, backup):
    world = a_world(at=clock.now())
    case = a_case("ip_complaint", world=world).released()
    restore = backup()
    restore()
    call_command("after_restore")
    assert case.opened()
    assert Case.objects.get().status == "released"
