"""A scratch database for scenarios: made once, copied for each, with keys and mail of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import environ
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.utils import override_settings

from disclosures import keyring, outbox
from paletten.environment.database import read_database

IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


@contextmanager
def database() -> Iterator[Scratch]:
    """Points the process at a scratch database; yields what makes it empty again for each scenario.

    It is SQLite whatever the desk itself runs on, and is made from the tables as they are written, not by playing the
    migrations: a test sees to it that both are the same.
    """
    with TemporaryDirectory(prefix="scenarios-") as folder, ExitStack() as stack:
        stack.enter_context(keyring.ephemeral())
        stack.enter_context(outbox.inline())
        stack.enter_context(
            override_settings(
                DESK_SOURCES="",  # a scenario is played on the records it writes
                EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
                STORAGES={**settings.STORAGES, "sealed": IN_MEMORY},
                MIGRATION_MODULES={app.label: None for app in apps.get_app_configs()},
            )
        )
        yield Scratch(Path(folder))


class Scratch:
    """A template that was made once, and a fresh copy of it for each scenario."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "template.sqlite3"
        self.copy = folder / "scenario.sqlite3"
        self._point_at(self.template)
        call_command("migrate", verbosity=0, interactive=False, run_syncdb=True)
        connections.close_all()

    def fresh(self) -> None:
        """An empty database, as just made."""
        connections.close_all()
        for leftover in self.copy.parent.glob("scenario.sqlite3*"):
            leftover.unlink()
        shutil.copy(self.template, self.copy)
        self._point_at(self.copy)

    def _point_at(self, path: Path) -> None:
        env = environ.Env()
        env.ENVIRON = {"DATABASE_URL": f"sqlite:///{path}"}
        described = read_database(env=env, data_dir=path.parent)
        connections[DEFAULT_DB_ALIAS].close()  # made here when a wrong scenario never asked for it
        connections.settings[DEFAULT_DB_ALIAS].update(described)
        del connections[DEFAULT_DB_ALIAS]
