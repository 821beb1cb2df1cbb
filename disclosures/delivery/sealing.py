"""Seals a package for one release and one recipient, and opens it again (SAFETY, docs/decisions/0004-sealing.md)."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap

from disclosures import keyring

MAGIC = b"PDSK"
VERSION = 1
NONCE_BYTES = 12
HEADER_BYTES = len(MAGIC) + 1 + NONCE_BYTES
LARGEST = 64 * 1024 * 1024  # bytes: sealed in memory in one piece; the desk's packages are kilobytes


class PackageTooLarge(Exception):
    """More than 64 MiB: no honest release of personal data is that large, and it would not be sealed in one piece."""


class SealBroken(Exception):
    """Not what was sealed for this release and recipient: changed, swapped, cut short, or of another version."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed package, its wrapped key, and the id of the key that wrapped it."""

    ciphertext: bytes = field(repr=False)
    wrapped_key: bytes = field(repr=False)
    wrapped_by: str


def seal(content: bytes, *, release: str, recipient: str) -> Sealed:
    """Encrypt with a fresh 256-bit key (AES-256-GCM), bound to release, recipient and format version."""
    if len(content) > LARGEST:
        raise PackageTooLarge
    key = AESGCM.generate_key(bit_length=256)
    nonce = secrets.token_bytes(NONCE_BYTES)
    body = AESGCM(key).encrypt(nonce, content, _bound_to(release=release, recipient=recipient))
    wrapped_key, wrapped_by = keyring.wrap(key)
    return Sealed(ciphertext=MAGIC + bytes([VERSION]) + nonce + body, wrapped_key=wrapped_key, wrapped_by=wrapped_by)


def unseal(ciphertext: bytes, *, wrapped_key: bytes, wrapped_by: str, release: str, recipient: str) -> bytes:
    """Return the content; raises ``SealBroken`` unless every byte and both names are those it was sealed with."""
    if len(ciphertext) < HEADER_BYTES or ciphertext[: len(MAGIC) + 1] != MAGIC + bytes([VERSION]):
        raise SealBroken
    try:
        key = keyring.unwrap(bytes(wrapped_key), by=wrapped_by)
        nonce = ciphertext[len(MAGIC) + 1 : HEADER_BYTES]
        return AESGCM(key).decrypt(nonce, ciphertext[HEADER_BYTES:], _bound_to(release=release, recipient=recipient))
    except (InvalidTag, InvalidUnwrap, ValueError):
        raise SealBroken from None


def _bound_to(*, release: str, recipient: str) -> bytes:
    """Each part with its length in front, so that no two pairs of names make the same bytes."""
    parts = (MAGIC, bytes([VERSION]), release.encode(), recipient.encode())
    return b"".join(len(part).to_bytes(4, "big") + part for part in parts)
