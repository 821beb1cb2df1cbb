"""The closed lists of evidence: what a file shows, of which type it is, and where it stands."""

from __future__ import annotations

from enum import StrEnum

MOST_FILES = 100
"""In one box: no honest case has more, and each costs a look by a person."""


class EvidenceKind(StrEnum):
    """What a file is laid before the desk as."""

    INSTRUMENT = "instrument"  # the copy of a legal request's paper
    PROOF = "proof"  # of a right, an identity, an authorisation, of what was performed
    CORRESPONDENCE = "correspondence"
    STATEMENT = "statement"
    OTHER = "other"


class FileType(StrEnum):
    """The types the desk takes, by content; the value is also what the file is served as."""

    PDF = "application/pdf"
    JPEG = "image/jpeg"
    PNG = "image/png"
    TEXT = "text/plain"
    EML = "message/rfc822"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    @property
    def suffix(self) -> str:
        """How the name of such a file ends."""
        return SUFFIXES[self][0]


SUFFIXES: dict[FileType, tuple[str, ...]] = {
    FileType.PDF: (".pdf",),
    FileType.JPEG: (".jpg", ".jpeg", ".jpe", ".jfif"),
    FileType.PNG: (".png",),
    FileType.TEXT: (".txt", ".text", ".log", ".csv", ".md"),
    FileType.EML: (".eml",),
    FileType.DOCX: (".docx",),
}
"""How names of each type may end; the first is added to a name that ends otherwise."""


class EvidenceState(StrEnum):
    """Where a file stands. Only ``safe``, ``cleared`` and, knowingly, ``unscanned`` are ever given out."""

    HELD = "held"  # waits for the virus scanner
    SAFE = "safe"
    UNSCANNED = "unscanned"  # no scanner is set up
    QUARANTINED = "quarantined"  # the scanner found something, or could not look
    CLEARED = "cleared"  # a privacy officer let it out of quarantine, with a reason
    DESTROYED = "destroyed"


UNDECIDED = frozenset({EvidenceState.HELD, EvidenceState.QUARANTINED})
