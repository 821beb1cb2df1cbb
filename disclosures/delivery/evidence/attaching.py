"""How a file of evidence is sent: to keep, never to show, under a name that says where it belongs and no more."""

from __future__ import annotations

import re

from django.http import StreamingHttpResponse

from disclosures.actions import evidence as actions
from disclosures.delivery.evidence.reading import GivenOut
from disclosures.domain.evidence.kinds import FileType
from paletten.content_policy import SANDBOXED

PLAIN = re.compile(r"[^A-Za-z0-9.-]+")


def attached(given: GivenOut) -> StreamingHttpResponse:
    """The answer that carries the file."""
    type_ = FileType(given.evidence.file_type)
    belongs_to = PLAIN.sub("_", str(actions.thing_of(given.evidence)))
    name = f"{belongs_to}-{given.evidence.number}{type_.suffix}"
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Length": str(given.evidence.size),
        "Content-Security-Policy": SANDBOXED,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
    }
    return StreamingHttpResponse(given.content, content_type=type_.value, headers=headers)
