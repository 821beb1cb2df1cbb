"""Encrypts secrets of second factors, and sessions, under the secret key: a copy of the database is not enough."""

from __future__ import annotations

import base64
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.utils.crypto import salted_hmac

MARK = b"second factor 1"
"""What is meant by a text: one of another kind does not open."""
NONCE = 12  # bytes


def lock(text: str, *, mark: bytes = MARK) -> str:
    """The text under the current secret key."""
    nonce = secrets.token_bytes(NONCE)
    return base64.b64encode(nonce + _key(settings.SECRET_KEY).encrypt(nonce, text.encode(), mark)).decode()


def unlock(locked: str, *, mark: bytes = MARK) -> str:
    """The text again; secret keys of before are tried too (``DESK_SECRET_KEY_FALLBACKS``)."""
    sealed = base64.b64decode(locked)
    for secret_key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        try:
            return _key(secret_key).decrypt(sealed[:NONCE], sealed[NONCE:], mark).decode()
        except InvalidTag:
            continue
    raise InvalidTag


def is_current(locked: str) -> bool:
    """False when a secret key of before locked it."""
    sealed = base64.b64decode(locked)
    try:
        _key(settings.SECRET_KEY).decrypt(sealed[:NONCE], sealed[NONCE:], MARK)
    except InvalidTag:
        return False
    return True


def _key(secret_key: str) -> AESGCM:
    return AESGCM(salted_hmac("accounts.second_factor", "key", secret=secret_key, algorithm="sha256").digest())
