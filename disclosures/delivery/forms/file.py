"""A file for a recipient: its name carries the reference only (DESIGN 5.2)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from disclosures.delivery import rows
from disclosures.delivery.rows import Person


@dataclass(frozen=True, slots=True)
class File:
    """What is downloaded."""

    name: str
    media_type: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Package:
    """What every form is made of: the unsealed contents, the manifest without values, and what the desk knows of both.

    ``until`` is when access ends; ``None`` where an event ends it and no date is known. ``ends`` are those events, and
    ``purpose`` what it was released for, in words of the language that is set.
    """

    contents: dict[str, Any] = field(repr=False)
    manifest: dict[str, Any]
    sealed_sha256: str
    released_at: datetime
    until: datetime | None
    purpose: str
    ends: list[str]

    @property
    def people(self) -> list[Person]:
        """Everybody whose data it holds, with every value."""
        return rows.people(self.manifest, contents=self.contents, pressed=rows.keys(self.manifest))

    @property
    def reference(self) -> str:
        """Of the case; part of every file's name, and all of it."""
        return str(self.contents["reference"])

    def file(self, ending: str, media_type: str, content: bytes) -> File:
        """A file of this package."""
        return File(f"{self.reference}.{ending}", media_type, content)
