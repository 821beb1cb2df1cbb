"""Seals a file piece by piece under one key, so that neither its size nor a long download is held in memory.

The construction is STREAM (Hoang, Reyhanitabar, Rogaway, Vizár 2015) over AES-256-GCM, as age and Tink have it: a
piece carries in its nonce its number and whether it is the last, so that none can be left out, moved, repeated or cut
off; and every piece is bound to the id of the file.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from disclosures.delivery.sealing import SealBroken

MAGIC = b"PDEV\x01"
"""What every sealed file begins with; the last byte is the version of the format."""
PIECE = 64 * 1024
TAG = 16
PREFIX = 7
"""Random bytes in front of each nonce; four more count the pieces, one says whether it is the last."""
NAME = (1 << 32) - 1
"""The number of the piece that is no piece: the name of the file. No file has so many."""


def fresh_key() -> bytes:
    """A key for one file."""
    return AESGCM.generate_key(bit_length=256)


class Sealer:
    """Takes the bytes of a file as they come and writes them sealed; ``finish`` ends it."""

    def __init__(self, *, key: bytes, ident: str, into: IO[bytes]) -> None:
        self._cipher, self._ident, self._into = AESGCM(key), ident, into
        self._prefix = secrets.token_bytes(PREFIX)
        self._waiting = bytearray()
        self._number = 0
        into.write(MAGIC + self._prefix)

    def take(self, content: bytes) -> None:
        """Seal what is there, but for the last full piece: only at the end is it known to be the last."""
        self._waiting += content
        while len(self._waiting) > PIECE:
            self._write(bytes(self._waiting[:PIECE]), is_last=False)
            del self._waiting[:PIECE]

    def finish(self) -> None:
        """Seal the last piece; a file of no bytes has one empty piece."""
        self._write(bytes(self._waiting), is_last=True)
        self._waiting.clear()

    def _write(self, piece: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, is_last=is_last)
        self._into.write(self._cipher.encrypt(nonce, piece, _bound_to(self._ident)))
        self._number += 1


def opened(sealed: IO[bytes], *, key: bytes, ident: str) -> Iterator[bytes]:
    """The pieces of a file, each checked before it is given out; ``SealBroken`` at the first that is not right."""
    cipher, bound_to = AESGCM(key), _bound_to(ident)
    head = sealed.read(len(MAGIC) + PREFIX)
    if head[: len(MAGIC)] != MAGIC or len(head) != len(MAGIC) + PREFIX:
        raise SealBroken
    prefix, number = head[len(MAGIC) :], 0
    piece = sealed.read(PIECE + TAG)
    while True:
        following = sealed.read(PIECE + TAG)
        try:
            yield cipher.decrypt(_nonce(prefix, number, is_last=not following), piece, bound_to)
        except InvalidTag:
            raise SealBroken from None
        if not following:
            return
        piece, number = following, number + 1


def seal_name(name: str, *, key: bytes, ident: str) -> bytes:
    """The name of a file, under the file's own key."""
    prefix = secrets.token_bytes(PREFIX)
    return prefix + AESGCM(key).encrypt(_nonce(prefix, NAME, is_last=True), name.encode(), _bound_to(ident))


def open_name(sealed: bytes, *, key: bytes, ident: str) -> str:
    """The name again; raises ``SealBroken``."""
    nonce = _nonce(sealed[:PREFIX], NAME, is_last=True)
    try:
        return AESGCM(key).decrypt(nonce, sealed[PREFIX:], _bound_to(ident)).decode()
    except InvalidTag:
        raise SealBroken from None


def _nonce(prefix: bytes, number: int, *, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4, "big") + bytes([is_last])


def _bound_to(ident: str) -> bytes:
    return MAGIC + b"evidence:" + ident.encode()
