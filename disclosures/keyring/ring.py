"""Uses the keys: wraps, unwraps and signs, and knows where the keys of this process come from."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.keywrap import aes_key_unwrap_with_padding, aes_key_wrap_with_padding
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from disclosures.keyring import key_file, keys
from disclosures.keyring.keys import Keys, KeyUnknown

_override: Keys | None = None  # of the whole process: threads of a scenario share it


def wrap(key: bytes) -> tuple[bytes, str]:
    """Wrap a package's key under the current wrapping key (AES-KWP); return it with that key's id."""
    ring = _keys()
    return aes_key_wrap_with_padding(ring.wrapping[ring.current], key), ring.current


def unwrap(wrapped: bytes, *, by: str) -> bytes:
    """Return the package's key; raises ``KeyUnknown``, or ``InvalidUnwrap`` for damaged bytes."""
    if by not in _keys().wrapping:
        _read.cache_clear()  # another machine may have renewed the keys since this process read them
    wrapping = _keys().wrapping.get(by)
    if wrapping is None:
        msg = f"The wrapping key {by} is not in this desk's keyring. Add it to DESK_KEYS or the key file."
        raise KeyUnknown(msg)
    return aes_key_unwrap_with_padding(wrapping, wrapped)


def rewrap(wrapped: bytes, *, by: str) -> tuple[bytes, str]:
    """Wrap an old wrapped key under the current wrapping key; what is current comes back unchanged."""
    if by == _keys().current:
        return wrapped, by
    return wrap(unwrap(wrapped, by=by))


def signing_key() -> Ed25519PrivateKey:
    """Return the Ed25519 key that signs the ledger's checkpoints and certificates."""
    return _keys().signing_key()


def public_key() -> str:
    """Return the public half of the signing key as PEM, for anyone who verifies an export."""
    return signing_key().public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


@lru_cache(maxsize=4)
def _derived(seed: bytes, purpose: str) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=f"paletten desk: {purpose}".encode()).derive(seed)


def derived(*, purpose: str) -> bytes:
    """Return a key for one other purpose, from the signing key's seed: it stays when wrapping keys are renewed."""
    return _derived(_keys().signing, purpose)


def make() -> None:
    """Make the key file unless keys are given or it is there: for servers, before they start."""
    if not settings.DESK_KEYS and not Path(settings.DESK_KEY_FILE).exists():
        key_file.make(path=Path(settings.DESK_KEY_FILE))


def renew() -> str:
    """Put a fresh wrapping key in front of those in the key file and return its id."""
    make()
    current = key_file.renew(path=Path(settings.DESK_KEY_FILE))
    forget()
    return current


def forget() -> None:
    """Read the keys again at the next use."""
    _read.cache_clear()


@contextmanager
def ephemeral() -> Iterator[None]:
    """Use fresh keys that die with the block: for scenarios and tests, which need neither file nor environment."""
    global _override  # noqa: PLW0603 - the whole process, on purpose: a thread-local would lose it in threads
    before, _override = _override, keys.generate()
    try:
        yield
    finally:
        _override = before


def _keys() -> Keys:
    if _override is not None:
        return _override
    return _read(settings.DESK_KEYS, str(settings.DESK_KEY_FILE))


@lru_cache(maxsize=4)
def _read(given: str, path: str) -> Keys:
    if given.lstrip().startswith("{"):
        return keys.parse(given)
    if given:
        return key_file.read(path=Path(given))
    make()
    return key_file.read(path=Path(path))
