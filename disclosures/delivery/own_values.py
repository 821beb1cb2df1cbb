"""What the desk holds of somebody, read for that person alone: what would be passed on, before they agree (P3e)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from accounts.models import User
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import SourceProblem
from disclosures.domain.extents import EVERYTHING


def read(*, by: User, items: Collection[ItemKey], at: datetime) -> dict[ItemKey, list[str]] | None:
    """Each as lines, none where nothing is held; ``None`` while a source does not answer."""
    try:
        found = sources.collect(subject=by, wanted=dict.fromkeys(items, EVERYTHING), at=at)
    except SourceProblem:
        return None
    return {item: [line for value in found.values_of(key=item) for line in _lines(value.value)] for item in items}


def _lines(value: sources.Plain) -> list[str]:
    if isinstance(value, bool):
        return []
    return [value] if isinstance(value, str) else [part for part in value.values() if part]
