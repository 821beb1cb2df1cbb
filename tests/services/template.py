"""The database that all others of a run are copied from: the migrations run once, however many processes test."""

import fcntl
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.services import committed

ROOT = Path(__file__).parents[2]
KEPT = ROOT / "var" / "tests"
"""Where a finished template of SQLite waits for the next run, for as long as nothing changes that made it."""
MADE_BY = ("*/migrations/*.py", "*/models/*.py", "*/ledger/trigger*.py", "*/apps.py", "requirements.txt")


@contextmanager
def of_the_run(*, folder: Path) -> Iterator[str]:
    """Give the name of the template for all processes that share the folder; the last to leave drops it."""
    with _alone(folder):
        name, users = _read(folder)
        name = name or _make(folder=folder)
        _write(folder, name, users + 1)
    try:
        yield name
    finally:
        with _alone(folder):
            _, users = _read(folder)
            if users == 1:
                committed.drop(name=name)
            _write(folder, name if users > 1 else "", users - 1)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    with (folder / "template.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _read(folder: Path) -> tuple[str, int]:
    note = folder / "template.txt"
    name, users = note.read_text().split("\n") if note.exists() else ("", "0")
    return name, int(users)


def _write(folder: Path, name: str, users: int) -> None:
    (folder / "template.txt").write_text(f"{name}\n{users}")


def _make(*, folder: Path) -> str:
    """Let Django make a test database, triggers and all, and keep a copy that nobody is connected to."""
    if connection.vendor == "sqlite" and _kept().exists():
        return str(shutil.copy(_kept(), folder / f"template-{secrets.token_hex(4)}.sqlite3"))
    made = setup_databases(verbosity=0, interactive=False, aliases={"default"})
    try:
        return _copy(folder=folder)
    finally:
        teardown_databases(made, verbosity=0)


def _copy(*, folder: Path) -> str:
    if connection.vendor == "sqlite":
        template = str(folder / f"template-{secrets.token_hex(4)}.sqlite3")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [template])
        _keep(Path(template))
        return template
    source = connection.settings_dict["NAME"]
    connection.close()  # PostgreSQL copies only a database that nobody is connected to
    template = f"desk_template_{secrets.token_hex(6)}"
    committed.run_beside(f'CREATE DATABASE "{template}" TEMPLATE "{source}"')
    return template


def _kept() -> Path:
    """The template that these migrations make."""
    made_by = sorted(path for pattern in MADE_BY for path in ROOT.glob(pattern))
    return KEPT / f"{sha256(b''.join(path.read_bytes() for path in made_by)).hexdigest()[:16]}.sqlite3"


def _keep(template: Path) -> None:
    KEPT.mkdir(parents=True, exist_ok=True)
    for older in KEPT.glob("*.sqlite3"):
        older.unlink()
    half = KEPT / f"half-{secrets.token_hex(4)}"
    shutil.copy(template, half)
    half.replace(_kept())
