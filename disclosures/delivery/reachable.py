"""Whether what the desk reads from and writes to answers now: the sources of members' data, the sealed storage."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.storage import FileSystemStorage, storages

from disclosures import sources
from disclosures.domain.errors import SourceProblem
from disclosures.domain.extents import Detail, Extent
from disclosures.sources import Context
from disclosures.sources.source import Source

FAILURES = (OSError, BotoCoreError, ClientError)
"""What a folder and a bucket raise when they cannot be asked: no disk, no permission, no answer, a refusal."""
NOBODY = "0"
"""A name that no sealed file has: each of theirs is random and long."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Of one source of the mapping file; ``trouble`` is the code of what is wrong, empty for nothing."""

    source: Source
    trouble: str


def sources_now() -> list[Answer]:
    """Asks each source whether every mapped item of a member that nobody is exists, so that no value is read."""
    return [Answer(source, _trouble(source)) for source in sources.outside()]


def _trouble(source: Source) -> str:
    asked = dict.fromkeys(source.keeps, Extent(Detail.EXISTENCE))
    try:
        source.held(subject=None, items=asked, context=Context())
    except SourceProblem as problem:
        return problem.code
    return ""


def storage_answers() -> bool:
    """Whether the sealed storage can be asked for a file."""
    try:
        storages["sealed"].exists(NOBODY)
    except FAILURES:
        return False
    return True


def room() -> int | None:
    """Bytes that are free beside the sealed files; ``None`` where they lie on no disk of this machine."""
    storage = storages["sealed"]
    if not isinstance(storage, FileSystemStorage):
        return None
    folder = Path(storage.location)
    return shutil.disk_usage(next(part for part in (folder, *folder.parents) if part.exists())).free
