"""Databases in which commits are real: fresh copies of a template, thrown away instead of flushed.

An append-only table refuses the DELETE with which Django's own transactional tests clean up.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.db import connection, connections


@dataclass(frozen=True, slots=True, kw_only=True)
class CommittedDatabase:
    """One fresh database. The test's own process is connected to it; other processes get there by `env()`."""

    url: str
    folder: Path

    def env(self, *, broker: str = "", **more: str) -> dict[str, str]:
        """Return the environment for a process that shall work on this very database, folder and broker."""
        env = os.environ | {
            "DATABASE_URL": self.url,
            "DESK_MAIL_DIR": str(self.folder / "mail"),
            "DESK_SEALED_DIR": str(self.folder / "sealed"),
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        if broker:
            env |= {"REDIS_URL": broker, "CELERY_BROKER_URL": broker}
        return env | more


@contextmanager
def fresh_copy(*, template: str, folder: Path) -> Iterator[CommittedDatabase]:
    """Connect this process, with all threads to come, to a copy of the template."""
    home = connection.settings_dict["NAME"]
    connection.close()
    name, url = _copy(template=template, folder=folder)
    connection.settings_dict["NAME"] = name  # the one dict that every thread's new connection is made from
    try:
        yield CommittedDatabase(url=url, folder=folder)
    finally:
        connections.close_all()
        connection.settings_dict["NAME"] = home
        drop(name=name)


def drop(*, name: str) -> None:
    """Drop a copy or the template, whoever is still connected; SQLite's files go with the test's folder."""
    if connection.vendor == "postgresql":
        run_beside(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _copy(*, template: str, folder: Path) -> tuple[str, str]:
    if connection.vendor == "sqlite":
        copy = folder / "desk.sqlite3"
        copy.write_bytes(Path(template).read_bytes())
        return str(copy), f"sqlite:///{copy}"
    name = f"desk_{secrets.token_hex(6)}"
    run_beside(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return name, urlunsplit(urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{name}"))


def run_beside(*statements: str) -> None:
    """Run statements on the server's maintenance database."""
    with connection._nodb_cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
