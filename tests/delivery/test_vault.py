"""Packages are there whole or not at all, and a destroyed key is gone from the files too."""

import errno
import os
import time
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import connection, transaction

from disclosures import keyring, outbox
from disclosures.delivery import rewrapping, sealing, vault
from disclosures.domain.topics import Topic
from disclosures.keyring import keys, ring
from disclosures.models import Job, Release, SealedKey, ShreddedRelease
from disclosures.models.job import JobState
from tests.services.processes import wait_until

NOW = datetime.now(tz=UTC)  # files carry the machine's time


@pytest.fixture
def folder(settings, tmp_path):
    sealed = settings.STORAGES["sealed"]
    options = sealed["OPTIONS"] | {"location": str(tmp_path / "sealed")}
    settings.STORAGES = settings.STORAGES | {"sealed": sealed | {"OPTIONS": options}}
    return tmp_path / "sealed"


def files_in(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


def aged(path, *, by):
    moment = time.time() - by.total_seconds()
    os.utime(path, (moment, moment))


def shred(release, *, at):
    with transaction.atomic():
        return vault.shred(release.pk, at=at)


def vacuum(*, at):
    """Let the promised vacuum come to its end; other tests' transactions on the same server may put it off."""
    moments = (at + turn * vault.BUSY_PAUSE for turn in count())

    def is_done():
        outbox.drain(at=next(moments))
        return Job.objects.get().state == JobState.DONE

    wait_until(is_done, within=60)


def database_bytes():
    """Everything the database has on disk for the table of keys: SQLite's files, or the table's own file."""
    if connection.vendor == "sqlite":
        name = connection.settings_dict["NAME"]
        return b"".join(Path(f"{name}{end}").read_bytes() for end in ("", "-wal") if Path(f"{name}{end}").exists())
    with connection.cursor() as cursor:
        cursor.execute("CHECKPOINT")
        cursor.execute("SELECT pg_read_binary_file(pg_relation_filepath('disclosures_sealedkey'))")
        return bytes(cursor.fetchone()[0])


def test_a_package_is_read_as_it_was_written_and_is_private(folder):
    name = vault.new_name()
    vault.write(name, b"noise")
    assert vault.read(name) == b"noise"
    assert (folder / name).stat().st_mode & 0o777 == 0o600
    assert files_in(folder) == [name]


def test_a_second_write_replaces_the_first(folder):
    vault.write("packages/a", b"one")
    vault.write("packages/a", b"two")
    assert vault.read("packages/a") == b"two"
    assert files_in(folder) == ["packages/a"]


def test_a_full_disk_leaves_nothing(folder, monkeypatch):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("disclosures.delivery.folder.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        vault.write("packages/a", b"noise")
    assert files_in(folder) == []


def test_what_a_killed_worker_left_is_removed_once_it_is_old(folder):
    vault.write("packages/a", b"whole")
    for name, age in ((".b.1.part", timedelta(hours=4)), (".c.2.part", timedelta(minutes=1))):
        (folder / "packages" / name).write_bytes(b"hal")
        aged(folder / "packages" / name, by=age)
    assert vault.remove_parts(at=NOW) == 1
    assert files_in(folder) == ["packages/.c.2.part", "packages/a"]


def test_a_package_that_no_release_knows_is_removed_after_a_day(folder):
    for name in ("known", "orphan", "fresh"):
        vault.write(f"packages/{name}", b"noise")
        aged(folder / "packages" / name, by=timedelta(hours=0 if name == "fresh" else 25))
    assert vault.remove_orphans(at=NOW, known={"packages/known"}.intersection) == 1
    assert files_in(folder) == ["packages/fresh", "packages/known"]


def test_an_empty_vault_has_no_orphans(folder):
    assert vault.remove_orphans(at=NOW, known=list) == 0
    assert vault.remove_parts(at=NOW) == 0


def test_removing_what_is_gone_is_no_error(folder):
    vault.remove("packages/a")
    with pytest.raises(FileNotFoundError):
        vault.read("packages/a")


def test_names_say_nothing_and_never_meet():
    names = {vault.new_name() for _ in range(100)}
    assert len(names) == 100
    assert all(len(name) <= Release._meta.get_field("package").max_length for name in names)


def test_a_shredded_release_has_no_key_and_promises_the_vacuum(sealed_release, at):
    release = sealed_release()
    assert shred(release, at=at)
    assert not shred(release, at=at)
    assert not SealedKey.objects.exists()
    assert ShreddedRelease.objects.get().release_id == str(release.pk)
    assert Job.objects.get().topic == Topic.KEY_VACUUM


def test_a_shredded_key_is_in_no_file_of_the_database(sealed_release, at):
    kept, gone = sealed_release(), sealed_release()
    secrets = {release.pk: bytes(release.sealed_key.wrapped_key) for release in (kept, gone)}
    assert secrets[gone.pk] in database_bytes()
    shred(gone, at=at)
    vacuum(at=at)
    found = database_bytes()
    assert secrets[gone.pk] not in found
    assert secrets[kept.pk] in found


def test_keys_shredded_after_a_backup_are_shredded_again_after_it_is_restored(sealed_release, at):
    release, other = sealed_release(), sealed_release()
    backup = SealedKey.objects.get(pk=release.pk)
    shred(release, at=at)
    outbox.drain(at=at)
    backup.save(force_insert=True)
    ShreddedRelease.objects.all().delete()  # the restored database knows nothing of what came after it
    assert vault.replay_shredded(at=at) == 1
    assert list(SealedKey.objects.values_list("pk", flat=True)) == [other.pk]
    assert ShreddedRelease.objects.get().release_id == str(release.pk)
    assert vault.replay_shredded(at=at) == 0


def test_a_reader_in_the_way_postpones_the_vacuum(sealed_release, at):
    shred(sealed_release(), at=at)
    reader = connection.copy()
    try:
        with reader.cursor() as cursor, connection.cursor() as own:
            cursor.execute("BEGIN")
            cursor.execute("SELECT count(*) FROM disclosures_sealedkey")
            if connection.vendor == "sqlite":
                own.execute("PRAGMA busy_timeout = 100")
                own.execute("UPDATE disclosures_job SET last_error = ''")  # something that the reader does not see yet
            assert outbox.drain(at=at) == 1
        assert Job.objects.get().state == JobState.READY
    finally:
        reader.close()
    vacuum(at=at + timedelta(seconds=5))


def test_an_older_transaction_of_anybody_on_the_server_postpones_the_vacuum(sealed_release, at, monkeypatch):
    """On PostgreSQL it would keep the dead key in the file; on SQLite nobody else is on the server."""
    if connection.vendor != "postgresql":
        return
    monkeypatch.setattr(vault, "BUSY_WAIT", 0.1)
    gone = sealed_release()
    secret = bytes(gone.sealed_key.wrapped_key)
    with connection._nodb_cursor() as elsewhere:
        elsewhere.execute("BEGIN")
        elsewhere.execute("SELECT pg_current_xact_id()")
        shred(gone, at=at)
        assert outbox.drain(at=at) == 1
        assert Job.objects.get().state == JobState.READY
        elsewhere.execute("COMMIT")
    vacuum(at=at + timedelta(seconds=5))
    assert secret not in database_bytes()


def test_all_keys_are_wrapped_again_under_the_current_one(sealed_release, settings):
    releases = [sealed_release(content=str(number).encode()) for number in range(3)]
    ring._override = keys.renew(ring._keys())
    assert rewrapping.rewrap_all() == 3
    assert rewrapping.rewrap_all() == 0
    current = keyring.wrap(b"k" * 32)[1]
    for number, release in enumerate(releases):
        key = SealedKey.objects.get(pk=release.pk)
        assert key.wrapped_by == current
        content = sealing.unseal(
            vault.read(release.package),
            wrapped_key=key.wrapped_key,
            wrapped_by=key.wrapped_by,
            release=str(release.pk),
            recipient="7",
        )
        assert content == str(number).encode()


def test_the_desks_own_storage_writes_whole_files():
    assert type(storages["sealed"]).__name__ == "SealedFolder"
