"""A set of keys as a value, and the JSON form in which it is stored."""

from __future__ import annotations

import json
import secrets
from base64 import b64decode, b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

WRAPPING_KEY_BYTES = 32


class KeyringUnreadable(Exception):
    """The keys cannot be read or are not safe where they are; the message says what to do and names no key."""


class KeyUnknown(KeyringUnreadable):
    """Something was wrapped by a key that is not in the keyring any more, or not yet on this machine."""


@dataclass(frozen=True, slots=True)
class Keys:
    """Wrapping keys by id, the first one current, and the seed of the signing key. Never shown by repr."""

    wrapping: Mapping[str, bytes] = field(repr=False)
    signing: bytes = field(repr=False)

    @property
    def current(self) -> str:
        """The id of the key that new packages are wrapped with."""
        return next(iter(self.wrapping))

    def signing_key(self) -> Ed25519PrivateKey:
        """Return the key that signs checkpoints and certificates."""
        return Ed25519PrivateKey.from_private_bytes(self.signing)


def generate() -> Keys:
    """Return fresh keys from the system's random source."""
    return Keys(wrapping=_fresh_wrapping_key(), signing=secrets.token_bytes(32))


def renew(keys: Keys) -> Keys:
    """Return the same keys with a fresh wrapping key in front; older ones stay for unwrapping."""
    return replace(keys, wrapping={**_fresh_wrapping_key(), **keys.wrapping})


def dump(keys: Keys) -> str:
    """Return the JSON form."""
    wrapping = [{"id": name, "key": b64encode(key).decode()} for name, key in keys.wrapping.items()]
    return json.dumps({"wrapping": wrapping, "signing": b64encode(keys.signing).decode()}, indent=1)


def parse(text: str) -> Keys:
    """Read the JSON form; raises ``KeyringUnreadable``, whose message quotes nothing of the text."""
    try:
        stored = json.loads(text)
        wrapping = {str(entry["id"]): b64decode(entry["key"], validate=True) for entry in stored["wrapping"]}
        signing = b64decode(stored["signing"], validate=True)
        ids_differ = len(wrapping) == len(stored["wrapping"])
    except (ValueError, KeyError, TypeError):
        msg = 'The keys are not of the form {"wrapping": [{"id": …, "key": base64}, …], "signing": base64}.'
        raise KeyringUnreadable(msg) from None
    if not wrapping or not ids_differ or any(len(key) != WRAPPING_KEY_BYTES for key in (*wrapping.values(), signing)):
        msg = "The keys must be 32 bytes each, with at least one wrapping key and an id of its own for each."
        raise KeyringUnreadable(msg)
    return Keys(wrapping=wrapping, signing=signing)


def _fresh_wrapping_key() -> dict[str, bytes]:
    return {f"k-{secrets.token_hex(4)}": secrets.token_bytes(WRAPPING_KEY_BYTES)}
