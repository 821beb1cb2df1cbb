"""A folder for sealed packages in which a file is there whole or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.base import File
from django.core.files.storage import FileSystemStorage

UNFINISHED = ".part"


class SealedFolder(FileSystemStorage):
    """Writes beside, syncs, then renames: a crash or a full disk leaves no half package (SAFETY, S5)."""

    def _save(self, name: str, content: File[bytes]) -> str:
        final = Path(self.path(name))
        final.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        part = final.with_name(f".{final.name}.{secrets.token_hex(8)}{UNFINISHED}")
        try:
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "wb") as file:
                for chunk in content.chunks():
                    file.write(chunk)
                file.flush()
                os.fsync(file.fileno())
            part.replace(final)
        except BaseException:
            part.unlink(missing_ok=True)
            raise
        _sync_folder(final.parent)
        return name

    def get_available_name(self, name: str, max_length: int | None = None) -> str:  # noqa: ARG002 - Django's signature
        """Keep the name: names are random, and a retried write replaces its own."""
        return name

    def unfinished(self) -> Iterator[tuple[Path, datetime]]:
        """Yield the parts that a killed worker left, and when each was last written."""
        for part in Path(self.location).rglob(f".*{UNFINISHED}"):
            try:
                yield part, datetime.fromtimestamp(part.stat().st_mtime, tz=UTC)
            except FileNotFoundError:
                continue  # its writer has just finished


def _sync_folder(folder: Path) -> None:
    """Make the rename itself survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
