"""A file that was looked into, sealed and stored, and is still nobody's."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from disclosures.domain.evidence.kinds import EvidenceKind, FileType


@dataclass(frozen=True, slots=True)
class SealedFile:
    """What the desk writes down of it; the key is wrapped, the name sealed under it."""

    id: UUID
    kind: EvidenceKind
    file_type: FileType
    size: int
    sha256: str
    package: str
    sealed_name: bytes = field(repr=False)
    wrapped_key: bytes = field(repr=False)
    wrapped_by: str
