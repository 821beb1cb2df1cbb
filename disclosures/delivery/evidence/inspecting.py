"""Says of which type a file is, by what is in it, or refuses it with the right words."""

from __future__ import annotations

import codecs
import subprocess
import sys
from collections.abc import Iterable, Mapping
from email.parser import BytesHeaderParser
from pathlib import Path
from typing import NoReturn

import puremagic

from disclosures.delivery.evidence.arriving import Arrived
from disclosures.domain.errors import DeskError
from disclosures.domain.evidence import refusals
from disclosures.domain.evidence.kinds import FileType

PROBE = Path(__file__).with_name("probe.py")
PATIENCE = 15.0
"""Seconds for the other process; it ends itself after five of work."""
KNOWN = {FileType.PDF, FileType.JPEG, FileType.PNG}
ARCHIVE = b"PK\x03\x04"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MARKUP = frozenset({"text/html", "application/xhtml+xml", "image/svg+xml", "application/xml", "text/xml"})
PROGRAMS = frozenset({"application/rtf", "application/postscript"})
"""What is text and yet not plain: a browser or a reader would carry out what stands in it."""
OF_A_MAIL = ("From", "Date", "To", "Subject", "Message-ID", "Received", "MIME-Version", "Return-Path")
ENOUGH_OF_A_MAIL = 3
ENCODINGS = ("utf-8", "gb18030")
CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f")
REFUSED: Mapping[str, type[DeskError]] = {
    "unknown": refusals.FileTypeRefused,
    "locked": refusals.FilePasswordProtected,
    "bomb": refusals.FileUnpacksTooLarge,
    "program": refusals.FileHoldsProgram,
    "damaged": refusals.FileDamaged,
}
"""What each word of the other process means."""


def inspect(file: Arrived) -> FileType:
    """The type of the file. Its name is not asked, nor what the sender called it."""
    if file.is_cut:
        raise refusals.FileTooLarge
    if not file.size:
        raise refusals.FileEmpty
    if file.head.startswith(ARCHIVE):
        _probe(file, "zip")
        return FileType.DOCX
    if file.head.startswith(OLE):
        _probe(file, "ole")
        _refuse()
    begins_as = _begins_as(file.head)
    known = next((type_ for type_ in FileType if type_ in begins_as & KNOWN), None)
    if known is FileType.PDF:
        _probe(file, "pdf")
    return known or _as_text(file, begins_as)


def _refuse() -> NoReturn:
    raise refusals.FileTypeRefused


def _begins_as(head: bytes) -> frozenset[str]:
    """Every type that begins so, by its magic numbers."""
    try:
        return frozenset(match.mime_type for match in puremagic.magic_string(head.lstrip()))
    except puremagic.PureError:
        return frozenset()


def _probe(file: Arrived, kind: str) -> None:
    """Let another process look, within limits; whatever becomes of it, this one goes on."""
    words = [sys.executable, "-I", str(PROBE), kind]
    with subprocess.Popen(  # noqa: S603 - our own file, and bytes on its standard input
        words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env={}, close_fds=True
    ) as probe:
        assert probe.stdin is not None
        try:
            for piece in file.opened():
                probe.stdin.write(piece)
            said = probe.communicate(timeout=PATIENCE)[0].decode().strip()
        except (BrokenPipeError, subprocess.TimeoutExpired):
            probe.kill()
            said = "damaged"
    if said != "ok":
        raise REFUSED.get(said, refusals.FileDamaged)


def _as_text(file: Arrived, begins_as: frozenset[str]) -> FileType:
    """A mail or plain text, when every byte of it is."""
    is_mail = _is_mail(file.head)
    if not is_mail and begins_as & (MARKUP | PROGRAMS):
        _refuse()
    if not any(_is_text(file.opened(), encoding) for encoding in ENCODINGS):
        _refuse()
    return FileType.EML if is_mail else FileType.TEXT


def _is_mail(head: bytes) -> bool:
    """The headers that no mail lacks, at the very beginning."""
    headers = BytesHeaderParser().parsebytes(head)
    return "From" in headers and sum(name in headers for name in OF_A_MAIL) >= ENOUGH_OF_A_MAIL


def _is_text(content: Iterable[bytes], encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for piece in content:
            if not CONTROL.isdisjoint(piece):
                return False
            decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True
