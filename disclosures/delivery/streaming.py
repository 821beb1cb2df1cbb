"""Sends a file in pieces, and looks before each whether access still lasts: a revoked download breaks off (SAFETY)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from accounts.models import User
from disclosures import policies
from disclosures.models import Release

PIECE = 64 * 1024
"""Bytes between two looks at the database."""


def in_pieces(content: bytes, *, release: Release, by: User, now: Callable[[], datetime]) -> Iterator[bytes]:
    """The pieces of a file; raises ``AccessEnded`` or ``NotFound`` at the first that may not leave any more.

    The answer has named the whole length by then, so whoever reads it sees that it is cut off.
    """
    for start in range(0, len(content), PIECE):
        fresh = User.objects.select_related("organisation").get(pk=by.pk)
        policies.require_recipient(by=fresh, release=release, at=now())
        yield content[start : start + PIECE]
