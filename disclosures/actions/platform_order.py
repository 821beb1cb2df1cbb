"""The order of the platform's messages: its own version number decides, not when they arrive (decision 0021)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from disclosures.domain.errors import DeskError
from disclosures.domain.words import _


class VersionConflict(DeskError):
    """One version number that says two things: the sender's own count is broken, and the desk does not guess."""

    code, status = "version_conflict", 409
    sentence = _(
        "This version was sent before with other content. Send the present state under a new, greater version."
    )


def digest_of(content: Mapping[str, Any]) -> str:
    """By what a message is known again. It lies beside the values it is made of and goes when they are replaced."""
    written = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(written.encode()).hexdigest()


def require_no_conflict(*, version: int, digest: str, stands: tuple[int, str]) -> None:
    """Raises when the version that stands, by number and digest, is this one and says something else.

    A record that came before digests were kept has none, and is believed.
    """
    if stands[0] == version and stands[1] not in ("", digest):
        raise VersionConflict
