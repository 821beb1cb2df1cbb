"""Sends a file in pieces, and looks before each whether access still lasts: a revoked download breaks off (SAFETY)."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from collections.abc import Callable, Iterator
from datetime import datetime

from django.http import StreamingHttpResponse

from accounts.models import User
from disclosures import policies
from disclosures.delivery.forms import File
from disclosures.models import Release

PIECE = 64 * 1024
"""Bytes between two looks at the database."""


def in_pieces(content: bytes, *, release: Release, by: User, now: Callable[[], datetime]) -> Iterator[bytes]:
    """The pieces of a file; raises ``AccessEnded`` or ``NotFound`` at the first that may not leave any more.

    The answer has named the whole length by then, so whoever reads it sees that it is cut off.
    """
    for start in range(0, len(content), PIECE):
        fresh = User.objects.select_related("organisation").get(pk=by.pk)
        fresh.reach = by.reach
        policies.require_recipient(by=fresh, release=release, at=now())
        yield content[start : start + PIECE]


def answer(file: File, *, release: Release, by: User, now: Callable[[], datetime]) -> StreamingHttpResponse:
    """The file as an attachment that nobody keeps on the way, with its SHA-256 as RFC 9530 writes it."""
    headers = {
        "Content-Length": str(len(file.content)),
        "Content-Disposition": f'attachment; filename="{file.name}"',
        "Cache-Control": "no-store",
        "Repr-Digest": f"sha-256=:{b64encode(hashlib.sha256(file.content).digest()).decode()}:",
    }
    pieces = in_pieces(file.content, release=release, by=by, now=now)
    return StreamingHttpResponse(pieces, content_type=file.media_type, headers=headers)
