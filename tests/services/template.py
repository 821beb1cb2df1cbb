"""The database that all others of a run are copied from: the migrations run once, however many processes test."""

import fcntl
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection
from django.test.utils import setup_databases, teardown_databases

from tests.services import committed


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
        return template
    source = connection.settings_dict["NAME"]
    connection.close()  # PostgreSQL copies only a database that nobody is connected to
    template = f"desk_template_{secrets.token_hex(6)}"
    committed.run_beside(f'CREATE DATABASE "{template}" TEMPLATE "{source}"')
    return template
