"""A minute after an end neither key nor content is in any file: the database's, its log's, stored or temporary ones.

What a backup can do and cannot is in docs/operations.md ("What a backup still holds").
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from accounts.models import Token
from disclosures import keyring, outbox
from disclosures.delivery import forms, vault
from disclosures.delivery.form import Form
from disclosures.domain.topics import Topic
from disclosures.models import Evidence, EvidenceKey, Job, SealedKey, clock
from disclosures.models.job import JobState
from tests.callers import Caller
from tests.canary import places
from tests.cast import a_case
from tests.evidence.conftest import upload
from tests.services.processes import wait_until

CANARY = "canary-5f1c-of-a-statement"
SOURCE = frozenset({"accounts_memberrecord"})
"""Where the member's values come from, and stay."""


@pytest.fixture
def folder(committed_db, tmp_path, monkeypatch) -> Path:
    """Of everything that this desk writes, what is temporary too."""
    (tmp_path / "temp").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temp"))
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    return tmp_path


def _ask(question: str, *words: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(question, words)
        return [row[0] for row in cursor.fetchall()]


def _in_database(secret: bytes, *, folder: Path) -> bool:
    """Looks through every file of the database, SQLite's log included."""
    if connection.vendor == "sqlite":
        home = Path(connection.settings_dict["NAME"])
        return any(secret in file.read_bytes() for file in folder.glob(f"{home.name}*"))
    _command("CHECKPOINT")
    relations = (
        "SELECT position(%s::bytea IN pg_read_binary_file(pg_relation_filepath(oid))) > 0 FROM pg_class "
        "WHERE relfilenode <> 0 AND relnamespace::regnamespace::text IN ('public', 'pg_toast')"
    )
    return any(_ask(relations, secret))


def _in_log(secret: bytes) -> bool:
    """Looks through PostgreSQL's write-ahead log; either half of a secret, as a page's head may divide it."""
    if connection.vendor == "sqlite":
        return False
    files = "SELECT position(%s::bytea IN pg_read_binary_file('pg_wal/' || name)) > 0 FROM pg_ls_waldir()"
    half = len(secret) // 2
    return any(_ask(files, secret[:half])) or any(_ask(files, secret[half:]))


def _command(*statements: str) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _in_files(secret: bytes, *, folder: Path) -> bool:
    return any(secret in said for _, said in places.files(folder, but="desk.sqlite3"))


def _written(secret: bytes) -> Iterator[bytes]:
    """A key as somebody might have written it down."""
    yield from (secret, secret.hex().encode(), base64.b64encode(secret), base64.urlsafe_b64encode(secret))


def _minute_later(*, at: Any) -> None:
    """What workers do within it; other tests' transactions on the same server may put the rewrite off."""
    moments = (at + min(turn * vault.BUSY_PAUSE, timedelta(seconds=59)) for turn in count())

    def is_done() -> bool:
        outbox.drain(at=next(moments))
        return not Job.objects.filter(topic=Topic.KEY_VACUUM).exclude(state=JobState.DONE).exists()

    wait_until(is_done, within=60)


def test_a_minute_after_an_end_neither_key_nor_content_is_in_any_file(folder):
    case = a_case("consent", at=clock.now()).released()
    kept = a_case("consent", world=case.stage.world).released()
    values = [held["values"][0]["value"] for held in case.opened().contents["subjects"][0]["items"].values()]
    assert forms.render(case.release, case.opened().contents, Form.ZIP).content
    _, token = Token.objects.issue(user=case.user("tom"), at=clock.now())
    tom = Caller("tom", token)
    statement = (CANARY.encode() + b"\n") * 1000
    sent = upload(tom, f"/cases/{kept.row.reference}/evidence/", statement, name="note.txt", kind="statement")
    assert sent.status_code == 201, sent.content
    evidence = Evidence.objects.get()
    wrapped = {
        "release": bytes(SealedKey.objects.get(release=case.release).wrapped_key),
        "file": bytes(EvidenceKey.objects.get(evidence=evidence).wrapped_key),
    }
    opens = {
        "release": keyring.unwrap(wrapped["release"], by=SealedKey.objects.get(release=case.release).wrapped_by),
        "file": keyring.unwrap(wrapped["file"], by=EvidenceKey.objects.get(evidence=evidence).wrapped_by),
    }
    standing = bytes(SealedKey.objects.get(release=kept.release).wrapped_key)
    assert all(_in_database(key, folder=folder) for key in wrapped.values()), "the search finds what is there"

    case.stage.at = clock.now()
    case.does("revoke", by="counsel.chen", reason="a wrong name")
    with transaction.atomic():
        vault.shred(evidence.pk, at=case.at, of=vault.OF_EVIDENCE)
    vault.remove(evidence.package)
    _minute_later(at=case.at)

    looks: dict[str, Callable[[bytes], bool]] = {
        "database": lambda secret: _in_database(secret, folder=folder),
        "files": lambda secret: _in_files(secret, folder=folder),
    }
    for where, is_in in looks.items():
        for name, key in wrapped.items():
            assert not is_in(key), (name, where)
            assert not any(is_in(form) for form in _written(opens[name])), (name, where)
        assert not is_in(CANARY.encode()), where
    assert not [value for value in values if _in_files(value.encode(), folder=folder)]
    found = {table for table, row in places.tables(but=frozenset()) if any(value in row for value in values)}
    assert found <= SOURCE, "a value is where it came from, and nowhere else"
    assert _in_database(standing, folder=folder)
    assert kept.opened(), "another's key stands"


def test_the_write_ahead_log_never_has_a_key_that_opens_and_loses_the_wrapped_one_with_its_segment(folder):
    """On PostgreSQL; SQLite's log is emptied at once, as the test above sees."""
    case = a_case("consent", at=clock.now()).released()
    row = SealedKey.objects.get(release=case.release)
    wrapped, opens = bytes(row.wrapped_key), keyring.unwrap(bytes(row.wrapped_key), by=row.wrapped_by)
    assert _in_log(wrapped) == (connection.vendor == "postgresql")
    assert not any(_in_log(form) for form in _written(opens))
    case.does("revoke", by="counsel.chen", reason="a wrong name")
    _minute_later(at=case.at)
    if connection.vendor == "postgresql":
        _command("ALTER SYSTEM SET wal_recycle = off", "SELECT pg_reload_conf()", "SELECT pg_switch_wal()")
        try:
            _command("CHECKPOINT")
            assert not _in_log(wrapped)
        finally:
            _command("ALTER SYSTEM RESET wal_recycle", "SELECT pg_reload_conf()")
