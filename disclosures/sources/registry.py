"""Which source answers for which item: the first one listed that keeps it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from disclosures.domain.catalogue import ItemKey
from disclosures.sources.desk import DeskTables
from disclosures.sources.source import Source

T = TypeVar("T")

SOURCES: tuple[Source, ...] = (DeskTables(),)


def source_of(*, key: ItemKey) -> Source:
    """The one source that the item is read from. Raises ``LookupError`` for an item that nobody keeps."""
    for source in SOURCES:
        if key in source.keeps:
            return source
    raise LookupError(f"No source keeps {key}.")


def by_source(*, items: Mapping[ItemKey, T]) -> Mapping[Source, dict[ItemKey, T]]:
    """The items in bundles, one for each source that answers for some of them."""
    bundles: dict[Source, dict[ItemKey, T]] = {}
    for key, what in items.items():
        bundles.setdefault(source_of(key=key), {})[key] = what
    return bundles
