"""Looks into one hostile file in a process of its own, within limits of time and memory, and says one word.

    python -I probe.py pdf|zip|ole < the file

It stands alone: it imports nothing of the desk, and is given nothing but the bytes.
"""

from __future__ import annotations

import io
import resource
import sys
import zipfile
from collections.abc import Callable
from typing import IO

SECONDS = 5
MEMORY = 1 << 30
MOST_ENTRIES = 2_000
MOST_UNPACKED = 256 * 1024 * 1024
"""Bytes of everything that comes out, archives in archives included."""
DEEPEST = 3
PIECE = 64 * 1024
BEGINS_ZIP = b"PK\x03\x04"
ENCRYPTED = 1
WORD = frozenset({"[Content_Types].xml", "word/document.xml"})
SEALED_WORD = "EncryptedPackage".encode("utf-16-le")
"""How an Office file with a password is called inside."""


class Bomb(Exception):
    """More comes out than any honest file holds."""


class Locked(Exception):
    """A password is needed."""


def look_into_pdf(content: bytes) -> str:
    """Whether it can be read without a password. One that only forbids printing or changing can."""
    from pypdf import PdfReader
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        reader = PdfReader(io.BytesIO(content))
        is_locked = reader.is_encrypted and not reader.decrypt("")
        has_pages = is_locked or len(reader.pages) > 0
    except PyPdfError as error:
        if isinstance(error, LimitReachedError) or isinstance(error.__cause__, LimitReachedError):
            raise Bomb from error
        raise
    if is_locked:
        raise Locked
    return "ok" if has_pages else "damaged"


def look_into_zip(content: bytes) -> str:
    """Whether it is a Word file, and none that holds macros or is a bomb."""
    names = _unpack(content, left=[MOST_UNPACKED, MOST_ENTRIES], depth=1)
    if not names >= WORD:
        return "unknown"
    return "program" if any(name.casefold().endswith("vbaproject.bin") for name in names) else "ok"


def _unpack(content: bytes, *, left: list[int], depth: int) -> frozenset[str]:
    """The names inside, after everything was unpacked once, counted and thrown away."""
    if depth > DEEPEST:
        raise Bomb
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for entry in archive.infolist():
            left[1] -= 1
            if left[1] < 0:
                raise Bomb
            if entry.flag_bits & ENCRYPTED:
                raise Locked
            with archive.open(entry) as inside:
                _unpack_one(inside, left=left, depth=depth)
        return frozenset(archive.namelist())


def _unpack_one(inside: IO[bytes], *, left: list[int], depth: int) -> None:
    piece, kept = inside.read(PIECE), bytearray()
    is_archive = piece.startswith(BEGINS_ZIP)
    while piece:
        left[0] -= len(piece)
        if left[0] < 0:
            raise Bomb
        if is_archive:
            kept += piece
        piece = inside.read(PIECE)
    if is_archive:
        _unpack(bytes(kept), left=left, depth=depth + 1)


def look_into_ole(content: bytes) -> str:
    """Old Office files are not taken; a new one with a password looks like one, and is told so."""
    if SEALED_WORD in content:
        raise Locked
    return "unknown"


LOOKS: dict[str, Callable[[bytes], str]] = {"pdf": look_into_pdf, "zip": look_into_zip, "ole": look_into_ole}


def main(kind: str) -> str:
    """The word for what came on standard input."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    try:
        return LOOKS[kind](sys.stdin.buffer.read())
    except Bomb:
        return "bomb"
    except Locked:
        return "locked"
    except Exception:  # noqa: BLE001 - whatever a hostile file makes of its reader, it cannot be read
        return "damaged"


if __name__ == "__main__":
    sys.stdout.write(main(sys.argv[1]))
