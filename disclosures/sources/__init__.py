"""Members' data, read by delivery alone: what is held, where it is stored, the least a release needs (DESIGN 5.1)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import datetime

from accounts.models import User
from disclosures.domain import catalogue
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail, Extent
from disclosures.sources.registry import DESK, by_source, outside
from disclosures.sources.source import Source
from disclosures.sources.values import Collected, Context, Holding, Plain, Value

__all__ = [
    "Collected",
    "Context",
    "Holding",
    "Plain",
    "Value",
    "askable",
    "asking_once",
    "collect",
    "held",
    "outside",
    "stored_in",
]


def collect(
    *, subject: User | None, wanted: Mapping[ItemKey, Extent], at: datetime, context: Context | None = None
) -> Collected:
    """Read what is wanted and nothing else; ``at`` is the as-of time that the manifest shows.

    Every item wanted has a holding, empty where nothing is held. An item without a masked form is asked only whether
    it exists where ``masked`` is wanted, so that its value is never read. Raises ``SourceProblem``.
    """
    context = context or Context()
    asked = {key: askable(key, wanted[key]) for key in catalogue.in_order(wanted)}
    holdings: dict[ItemKey, Holding] = {}
    for source, items in by_source(items=asked, subject=subject).items():
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
    """Which of the items have a value within their periods. No value is read; an unknown person holds nothing.

    Raises ``SourceProblem``.
    """
    context = context or Context()
    bundles = by_source(items=items, subject=subject)
    return frozenset().union(
        *(_held(source, subject=subject, items=asked, context=context) for source, asked in bundles.items())
    )


def stored_in(*, subject: User | None, items: Iterable[ItemKey]) -> Mapping[ItemKey, str]:
    """The country (ISO 3166-1 alpha-2) in which each item of this subject is stored (P4)."""
    bundles = by_source(items=dict.fromkeys(items), subject=subject)
    return {
        key: country for source, keys in bundles.items() for country in [source.stores(subject=subject)] for key in keys
    }


@contextmanager
def asking_once() -> Iterator[None]:
    """Inside, a platform's own source is asked once what it holds: a release's last transaction waits for no network.

    The desk's own tables are asked each time.
    """
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


_Question = tuple[str, int | None, frozenset[tuple[ItemKey, Extent]]]
_answers: ContextVar[dict[_Question, frozenset[ItemKey]] | None] = ContextVar("source_answers", default=None)


def _held(
    source: Source, *, subject: User | None, items: Mapping[ItemKey, Extent], context: Context
) -> frozenset[ItemKey]:
    kept = _answers.get()
    if kept is None or source is DESK:
        return source.held(subject=subject, items=items, context=context)
    question = (source.name, subject.pk if subject else None, frozenset(items.items()))
    if question not in kept:
        kept[question] = source.held(subject=subject, items=items, context=context)
    return kept[question]


def askable(key: ItemKey, extent: Extent) -> Extent:
    """How an item can be read: one without a masked form only for whether it exists, where ``masked`` is wanted."""
    if extent.detail is Detail.MASKED and not catalogue.has_mask(key):
        return replace(extent, detail=Detail.EXISTENCE)
    return extent
