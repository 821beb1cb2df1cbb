"""A scratch database for scenarios: made once, copied for each, with keys and mail of its own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings

from disclosures import keyring, outbox

IN_MEMORY = {"BACKEND": "django.core.files.storage.InMemoryStorage"}


@contextmanager
def database() -> Iterator[Scratch]:
    """Points the process at a scratch database; yields what makes it empty again for each scenario."""
    with TemporaryDirectory(prefix="scenarios-") as folder, ExitStack() as stack:
        stack.enter_context(keyring.ephemeral())
        stack.enter_context(outbox.inline())
        stack.enter_context(
            override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend", STORAGES=_storages())
        )
        yield Scratch(Path(folder))


def _storages() -> dict[str, dict[str, str]]:
    from django.conf import settings

    return {**settings.STORAGES, "sealed": IN_MEMORY}


class Scratch:
    """A template that was migrated once, and a fresh copy of it for each scenario."""

    def __init__(self, folder: Path) -> None:
        self.template = folder / "template.sqlite3"
        self.copy = folder / "scenario.sqlite3"
        self._point_at(self.template)
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()

    def fresh(self) -> None:
        """An empty database, as just migrated."""
        connection.close()
        for leftover in self.copy.parent.glob("scenario.sqlite3*"):
            leftover.unlink()
        shutil.copy(self.template, self.copy)
        self._point_at(self.copy)

    def _point_at(self, path: Path) -> None:
        connection.close()
        connection.settings_dict["NAME"] = str(path)
