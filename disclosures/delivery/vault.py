"""Where sealed packages lie, and how a key is destroyed so that every copy of its package is noise (DESIGN 5.8)."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import IO
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, storages
from django.db import OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper
from django.db.models import Model

from disclosures import outbox
from disclosures.delivery.folder import SealedFolder
from disclosures.domain.topics import Topic
from disclosures.models.evidence import EvidenceKey, ShreddedEvidence
from disclosures.models.sealed_key import SealedKey, ShreddedRelease
from disclosures.models.snapshot import ShreddedSnapshot, SnapshotKey
from disclosures.outbox import Claim

PACKAGES = "packages"
EVIDENCE = "evidence"
TOMBSTONES = "shredded"
# A package may be written a moment before its release is committed, by a machine whose clock is hours off.
ORPHAN_AGE = timedelta(days=1)
PART_AGE = timedelta(hours=3)
BUSY_PAUSE = timedelta(seconds=5)
BUSY_WAIT = 2.0  # seconds to let running transactions end before the vacuum is put off

# Writers of the whole server, since the rewrite's own snapshot reaches back to the oldest of them; readers of this
# database only.
ALL_ENDED = """
SELECT pg_snapshot_xmin(pg_current_snapshot()) >= %s::xid8 AND NOT EXISTS (
    SELECT FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND age(backend_xmin) > age(%s::xid8::xid)
)
"""


@dataclass(frozen=True, slots=True)
class Keys:
    """A small table of wrapped keys, the list of those that were destroyed, and what both call the sealed thing."""

    table: type[Model]
    shredded: type[Model]
    ident: str


OF_RELEASES = Keys(SealedKey, ShreddedRelease, "release_id")
OF_EVIDENCE = Keys(EvidenceKey, ShreddedEvidence, "evidence_id")
OF_SNAPSHOTS = Keys(SnapshotKey, ShreddedSnapshot, "snapshot_id")
EVERY = (OF_RELEASES, OF_EVIDENCE, OF_SNAPSHOTS)


class VacuumRefused(Exception):
    """The bytes of destroyed keys are still in the table's file, because the runtime role may not rewrite it."""


def new_name(*, folder: str = PACKAGES) -> str:
    """Return a fresh name for a sealed file: random, so that it says nothing and two attempts never meet."""
    return f"{folder}/{secrets.token_hex(16)}"


def write(name: str, ciphertext: bytes) -> None:
    """Store a sealed package, whole or not at all; raises ``OSError`` when the disk is full."""
    _storage().save(name, ContentFile(ciphertext))


def write_from(name: str, sealed: IO[bytes]) -> None:
    """Store what is sealed in an open file, piece by piece; as ``write`` otherwise."""
    sealed.seek(0)
    _storage().save(name, File(sealed))


def opened(name: str) -> IO[bytes]:
    """A sealed file to read piece by piece, for the caller to close; raises ``FileNotFoundError``."""
    return _storage().open(name)


def read(name: str) -> bytes:
    """Return a sealed package; raises ``FileNotFoundError``."""
    with _storage().open(name) as file:
        content: bytes = file.read()
    return content


def remove(name: str) -> None:
    """Remove a package; one that is gone already is no error."""
    _storage().delete(name)


def shred(ident: UUID | str, *, at: datetime, of: Keys = OF_RELEASES) -> bool:
    """Destroy the key of a release or file in the running transaction; False when it was destroyed before.

    The row goes now, so the next opening fails; the promised ``key.vacuum`` clears the bytes it left behind.
    """
    of.table._default_manager.filter(pk=ident).delete()
    _, is_new = of.shredded._default_manager.get_or_create(pk=str(ident), defaults={"shredded_at": at})
    if is_new:
        cleared = outbox.Promise(Topic.KEY_VACUUM, key=f"{Topic.KEY_VACUUM}:{ident}", ids={of.ident: str(ident)})
        outbox.put_all([cleared], at=at)
    return bool(is_new)


def vacuum(claim: Claim, at: datetime) -> None:
    """Handler of ``key.vacuum``: leave a tombstone beside the packages and clear deleted keys from the database."""
    (kind,) = (keys for keys in EVERY if keys.ident in claim.ids)
    _bury(str(claim.ids[kind.ident]))
    if not _clear_deleted_rows(kind):
        raise outbox.Later(at + BUSY_PAUSE)
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)


def replay_shredded(*, at: datetime) -> int:
    """After a restore: destroy again every key that was destroyed after the backup; return how many came back.

    The list is the table and the tombstones, which lie in the storage and are not in a backup of the database.
    """
    return sum(_replay(keys, buried=set(_tombstones()), at=at) for keys in EVERY)


def _replay(keys: Keys, *, buried: set[str], at: datetime) -> int:
    """A tombstone does not say of what it is; no two things have one id."""
    listed = set(keys.shredded._default_manager.values_list("pk", flat=True))
    back = {str(pk) for pk in keys.table._default_manager.values_list("pk", flat=True)} & (listed | buried)
    with transaction.atomic(durable=True):
        for ident in listed | back:
            shred(ident, at=at, of=keys)
    _clear_deleted_rows(keys)
    return len(back)


def remove_parts(*, at: datetime) -> int:
    """Remove half-written files older than three hours; return how many. A bucket has none: its writes are atomic."""
    store = _storage()
    if not isinstance(store, SealedFolder):
        return 0
    old = [part for part, written_at in store.unfinished() if written_at < at - PART_AGE]
    for part in old:
        part.unlink(missing_ok=True)
    return len(old)


def remove_orphans(*, at: datetime, known: Callable[[Collection[str]], Collection[str]], folder: str = PACKAGES) -> int:
    """Remove files older than a day that nothing knows (written, never committed); return how many.

    ``known`` is asked which of the names belong to something. Their keys were never stored: they are noise already.
    """
    store = _storage()
    names = [f"{folder}/{name}" for name in _list(folder)]
    old = [name for name in names if store.get_modified_time(name) < at - ORPHAN_AGE]
    orphans = set(old) - set(known(old)) if old else set()
    for name in orphans:
        store.delete(name)
    return len(orphans)


def _storage() -> Storage:
    return storages["sealed"]


def _bury(ident: str) -> None:
    name = f"{TOMBSTONES}/{ident}"
    if not _storage().exists(name):
        _storage().save(name, ContentFile(b"shredded"))


def _tombstones() -> list[str]:
    return _list(TOMBSTONES)


def _list(folder: str) -> list[str]:
    try:
        _, names = _storage().listdir(folder)
    except FileNotFoundError:
        return []
    return [name for name in names if not name.startswith(".")]


def _clear_deleted_rows(keys: Keys) -> bool:
    """Overwrite what deleted keys left in the database's files; False when readers are in the way just now.

    Must run outside a transaction. Raises ``VacuumRefused`` when the database's role may not do it.
    """
    clear = {"sqlite": _empty_sqlite_log, "postgresql": _rewrite_postgresql_table}[connection.vendor]
    return clear(keys.table._meta.db_table)


def _empty_sqlite_log(_table: str) -> bool:
    """``secure_delete`` has zeroed the page; a truncating checkpoint empties the log."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        is_busy, *_ = cursor.fetchone()
    return not is_busy


def _rewrite_postgresql_table(table: str) -> bool:
    """Only a rewrite of the (small) table drops the bytes: plain VACUUM leaves them in a page."""
    with connection.cursor() as cursor:
        if not _have_all_ended(cursor):
            return False
        before = _file_of(cursor, table)
        cursor.execute("SET lock_timeout = '2s'")
        try:
            cursor.execute(f"VACUUM FULL {connection.ops.quote_name(table)}")
        except OperationalError:
            return False
        finally:
            cursor.execute("RESET lock_timeout")
        # A role that is not the owner gets a warning and no vacuum.
        if _file_of(cursor, table) == before:
            msg = f"The database's role may not vacuum {table}: make it the owner, or GRANT MAINTAIN (PostgreSQL 17)."
            raise VacuumRefused(msg)
    return True


def _have_all_ended(cursor: CursorWrapper) -> bool:
    """True as soon as no transaction runs that began before now, in any database of the server.

    The rewrite keeps a dead row while one runs that is older than the deletion: it might still see it.
    """
    cursor.execute("SELECT pg_snapshot_xmax(pg_current_snapshot())::text")
    (now,) = cursor.fetchone()
    end = time.monotonic() + BUSY_WAIT
    while True:
        cursor.execute(ALL_ENDED, [now, now])
        if cursor.fetchone()[0]:
            return True
        if time.monotonic() > end:
            return False
        time.sleep(0.05)


def _file_of(cursor: CursorWrapper, table: str) -> str:
    cursor.execute("SELECT pg_relation_filepath(%s)", [table])
    path: str = cursor.fetchone()[0]
    return path
