"""Asks ClamAV's daemon about a stream of bytes, over its socket (clamd's INSTREAM; the protocol of its man page).

The clients on PyPI are ten years old or ask for an event loop; the protocol is three lines long.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

CONNECTING = 3.0
LONGEST = 20.0
"""Seconds for a whole file; shorter than a job may be held."""
ANSWER = 4096
"""Bytes of an answer at most."""
CLEAN, FOUND, FAILED = b"OK", b"FOUND", b"ERROR"
TOO_LONG = b"size limit exceeded"


class ScannerDown(Exception):
    """Nobody answers, or not in time: nothing is known of the file."""


class ScannerRefused(Exception):
    """The scanner answers, and says that it cannot look at this file; ``is_final`` when it never will."""

    def __init__(self, *, is_final: bool) -> None:
        super().__init__("the scanner cannot look at this file")
        self.is_final = is_final


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the scanner found, by its own name; empty when nothing."""

    found: str


def is_set_up() -> bool:
    """True when the desk has a scanner."""
    return bool(settings.DESK_CLAMAV)


def scan(content: Iterable[bytes]) -> Verdict:
    """What the scanner says of these bytes. Raises ``ScannerDown`` or ``ScannerRefused``."""
    answer = _ask(b"INSTREAM", content)
    verdict = answer.rpartition(b": ")[2].split()
    if verdict == [CLEAN]:
        return Verdict("")
    if verdict[-1:] == [FOUND]:
        return Verdict(_as_code(b" ".join(verdict[:-1])))
    if verdict[-1:] == [FAILED]:
        raise ScannerRefused(is_final=TOO_LONG in answer)
    raise ScannerDown


def answers() -> bool:
    """True when the scanner says that it is there."""
    try:
        return _ask(b"PING") == b"PONG"
    except ScannerDown:
        return False


def _ask(command: bytes, content: Iterable[bytes] | None = None) -> bytes:
    end = time.monotonic() + LONGEST
    try:
        with _connected() as talk:
            talk.sendall(b"z" + command + b"\0")
            if content is not None:
                # It hangs up on what is too long for it; why, it has said.
                with suppress(BrokenPipeError, ConnectionResetError):
                    _send(talk, content, end=end)
            return _answer(talk, end=end)
    except OSError as error:
        raise ScannerDown from error


def _send(talk: socket.socket, content: Iterable[bytes], *, end: float) -> None:
    for piece in content:
        if piece:  # a piece of no bytes says that it was the last
            _wait_until(talk, end)
            talk.sendall(len(piece).to_bytes(4, "big") + piece)
    talk.sendall(bytes(4))


def _answer(talk: socket.socket, *, end: float) -> bytes:
    answer = b""
    while not answer.endswith(b"\0"):
        _wait_until(talk, end)
        more = talk.recv(ANSWER)
        if not more or len(answer) > ANSWER:
            raise ScannerDown
        answer += more
    return answer.rstrip(b"\0\n")


def _wait_until(talk: socket.socket, end: float) -> None:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    talk.settimeout(left)


def _connected() -> socket.socket:
    at = urlsplit(settings.DESK_CLAMAV)
    if at.scheme == "unix":
        talk = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            talk.settimeout(CONNECTING)
            talk.connect(at.path)
        except OSError:
            talk.close()
            raise
        return talk
    return socket.create_connection((at.hostname or "", at.port or 3310), timeout=CONNECTING)


def _as_code(name: bytes) -> str:
    """The scanner's name for what it found, as the ledger takes it."""
    plain = "".join(
        sign if sign.isascii() and (sign.isalnum() or sign in "._-") else "_"
        for sign in name.decode("ascii", "replace")
    )
    return plain[:100] or "unnamed"
