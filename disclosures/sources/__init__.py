"""Members' data, read by delivery alone: what is held, where it is stored, the least a release needs (DESIGN 5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime

from accounts.models import User
from disclosures.domain import catalogue
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail, Extent
from disclosures.sources.registry import SOURCES, by_source, source_of
from disclosures.sources.values import Collected, Context, Holding, Plain, Value

__all__ = [
    "SOURCES",
    "Collected",
    "Context",
    "Holding",
    "Plain",
    "Value",
    "collect",
    "held",
    "source_of",
    "stored_in",
]


def collect(
    *, subject: User | None, wanted: Mapping[ItemKey, Extent], at: datetime, context: Context | None = None
) -> Collected:
    """Read what is wanted and nothing else; ``at`` is the as-of time that the manifest shows.

    Every item wanted has a holding, empty where nothing is held. An item without a masked form is asked only whether
    it exists where ``masked`` is wanted, so that its value is never read.
    """
    context = context or Context()
    asked = {key: _askable(key, wanted[key]) for key in catalogue.in_order(wanted)}
    holdings: dict[ItemKey, Holding] = {}
    for source, items in by_source(items=asked).items():
        country = source.stores(subject=subject)
        found = source.collect(subject=subject, wanted=items, context=context)
        for key, extent in items.items():
            holdings[key] = Holding(
                values=found.get(key, ()), detail=extent.detail, source=source.name, stored_in=country, as_of=at
            )
    return Collected(holdings={key: holdings[key] for key in asked}, as_of=at)


def held(
    *, subject: User | None, items: Mapping[ItemKey, Extent], context: Context | None = None
) -> frozenset[ItemKey]:
    """Which of the items have a value within their periods. No value is read; an unknown person holds nothing."""
    context = context or Context()
    bundles = by_source(items=items)
    return frozenset().union(
        *(source.held(subject=subject, items=asked, context=context) for source, asked in bundles.items())
    )


def stored_in(*, subject: User | None, items: Iterable[ItemKey]) -> Mapping[ItemKey, str]:
    """The country (ISO 3166-1 alpha-2) in which each item of this subject is stored (P4)."""
    bundles = by_source(items=dict.fromkeys(items))
    return {
        key: country for source, keys in bundles.items() for country in [source.stores(subject=subject)] for key in keys
    }


def _askable(key: ItemKey, extent: Extent) -> Extent:
    if extent.detail is Detail.MASKED and not catalogue.has_mask(key):
        return replace(extent, detail=Detail.EXISTENCE)
    return extent
