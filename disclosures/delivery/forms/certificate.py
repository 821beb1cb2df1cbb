"""A certificate of authenticity: the SHA-256 of each file, signed by the desk, checked with public tools only.

The text is what ``sha256sum --check`` reads, with what it is about in lines that begin with ``#``; the signature is raw
Ed25519 (RFC 8032) over its bytes, as ``openssl pkeyutl -verify -rawin`` reads it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import UTC

from disclosures import keyring
from disclosures.delivery.forms import glyphs
from disclosures.delivery.forms.file import File, Package

FORMAT = 1


def of(package: Package, files: Iterable[File]) -> bytes:
    """The certificate over these files."""
    return "".join(f"{line}\n" for line in _lines(package, files)).encode()


def signature(certificate: bytes) -> bytes:
    """The desk's signature over a certificate: 64 bytes."""
    return keyring.signing_key().sign(certificate)


def _lines(package: Package, files: Iterable[File]) -> Iterator[str]:
    yield f"# Paletten Disclosure Desk: certificate of authenticity, format {FORMAT}"
    yield f"# Reference: {package.reference}"
    yield f"# Recipient: {glyphs.printable(package.contents['recipient'])}"
    yield f"# Release: {package.contents['release']}"
    yield f"# Clause of the privacy policy: {package.contents['clause']}"
    yield f"# Released: {package.released_at.astimezone(UTC).isoformat(timespec='seconds')}"
    yield f"# Sealed package (SHA-256): {package.sealed_sha256}"
    for file in files:
        yield f"{hashlib.sha256(file.content).hexdigest()}  {file.name}"
