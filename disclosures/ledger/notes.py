"""Checkpoints as C2SP signed notes (c2sp.org/signed-note, c2sp.org/tlog-checkpoint), Ed25519."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

ORIGIN = "paletten-disclosure-desk/ledger"
ED25519 = b"\x01"  # the signature type byte of signed notes


class NoteRefused(ValueError):
    """A note is malformed, or none of the known keys signed it."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What a checkpoint says: the log's first `size` leaves have this Merkle root."""

    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The signed part of the note."""
        return f"{ORIGIN}\n{self.size}\n{b64encode(self.root).decode()}\n"


def sign(statement: Statement, *, key: Ed25519PrivateKey) -> str:
    """Return the whole note: text, empty line, signature line."""
    signature = _key_id(key.public_key()) + key.sign(statement.text.encode())
    return f"{statement.text}\n— {ORIGIN} {b64encode(signature).decode()}\n"


def read(note: str, *, keys: Collection[Ed25519PublicKey]) -> Statement:
    """Return what a note says after checking it under the known keys, else raise `NoteRefused`."""
    try:
        text, _, signatures = note.partition("\n\n")
        origin, size, root = text.split("\n")
        statement = Statement(size=int(size), root=b64decode(root, validate=True))
        signed = [line.split(" ") for line in signatures.splitlines()]
        blobs = [b64decode(blob, validate=True) for dash, name, blob in signed if (dash, name) == ("—", ORIGIN)]
    except ValueError as error:
        raise NoteRefused("the note is malformed") from error
    if origin != ORIGIN or statement.text != f"{text}\n":
        raise NoteRefused("the note is not a checkpoint of this ledger")
    if not any(_signed(statement, blob, key) for blob in blobs for key in keys):
        raise NoteRefused("no known key signed the note")
    return statement


def verifier_key(key: Ed25519PublicKey) -> str:
    """Return the public key as signed notes write it: name, key id, type and key; safe to publish."""
    return f"{ORIGIN}+{_key_id(key).hex()}+{b64encode(ED25519 + key.public_bytes_raw()).decode()}"


def _key_id(key: Ed25519PublicKey) -> bytes:
    return sha256(ORIGIN.encode() + b"\n" + ED25519 + key.public_bytes_raw()).digest()[:4]


def _signed(statement: Statement, blob: bytes, key: Ed25519PublicKey) -> bool:
    if blob[:4] != _key_id(key):
        return False
    try:
        key.verify(blob[4:], statement.text.encode())
    except InvalidSignature:
        return False
    return True
