"""Takes an upload from the wire and seals it as it comes: no plain byte of it is ever on a disk.

The sealed bytes lie in a file that has no name and vanishes with the process; the key is in memory only until the
file is accepted.
"""

from __future__ import annotations

import hashlib
import tempfile
import uuid
from collections.abc import Iterator
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler

from disclosures.delivery.evidence import pieces

HEAD = 4096
"""So many bytes of the beginning are kept, to know the type by."""


class Arrived:
    """A file that came in whole: sealed, hashed, measured, not yet anybody's. ``is_cut`` where it was too large."""

    def __init__(self, *, name: str) -> None:
        self.id = uuid.uuid4()
        self.name = name
        self.size = 0
        self.head = b""
        self.sha256 = ""
        self.is_cut = False
        self.key = pieces.fresh_key()
        self.sealed: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the request
        self._digest = hashlib.sha256()
        self._sealer = pieces.Sealer(key=self.key, ident=str(self.id), into=self.sealed)

    def take(self, content: bytes) -> None:
        """Seal what came; past the limit nothing more is kept."""
        self.size += len(content)
        if self.size > settings.DESK_EVIDENCE_FILE_LIMIT:
            self.is_cut = True
            return
        self.head += content[: HEAD - len(self.head)]
        self._digest.update(content)
        self._sealer.take(content)

    def finish(self) -> None:
        """The last byte came."""
        self._sealer.finish()
        self.sha256 = self._digest.hexdigest()

    def opened(self) -> Iterator[bytes]:
        """The pieces of the file from its beginning."""
        self.sealed.seek(0)
        return pieces.opened(self.sealed, key=self.key, ident=str(self.id))

    def close(self) -> None:
        """Let the sealed bytes go."""
        self.sealed.close()


class SealingUploadHandler(FileUploadHandler):
    """Django's hand-over of an upload, for every address: no other handler writes plain bytes to a temporary file."""

    arrived: Arrived | None = None

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """A part that is a file begins."""
        super().new_file(*args, **kwargs)
        self.arrived = Arrived(name=self.file_name or "")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002 - Django's signature
        """More of it came. Returning nothing says that no other handler gets it."""
        assert self.arrived is not None
        self.arrived.take(raw_data)

    def file_complete(self, file_size: int) -> Arrived | None:  # type: ignore[override]  # noqa: ARG002 - as above
        """The part is whole."""
        arrived, self.arrived = self.arrived, None
        if arrived is not None:
            arrived.finish()
        return arrived

    def upload_interrupted(self) -> None:
        """Nobody waits for the rest."""
        if self.arrived is not None:
            self.arrived.close()
            self.arrived = None
