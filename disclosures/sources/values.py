"""What a source hands over: values with their times, where they came from and when they were read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail

Plain = str | bool | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Value:
    """One value as text (dates and times ISO 8601, times in UTC), or as text by part (a postal address).

    ``True`` stands for a value that exists and was not read. ``at`` is the time the value belongs to; the columns of a
    member record have none.
    """

    value: Plain
    at: datetime | None = None

    def __repr__(self) -> str:
        return "Value(…)"  # a traceback or log line shows no member's data (DESIGN 5.2)


@dataclass(frozen=True, slots=True)
class Holding:
    """What one source holds of one item within the extent asked; no values: nothing held there.

    ``detail`` is how it was read: ``full`` and ``masked`` came with raw values (delivery masks them), ``existence``
    with ``True``.
    """

    values: tuple[Value, ...]
    detail: Detail
    source: str
    stored_in: str
    as_of: datetime

    @property
    def is_held(self) -> bool:
        """True when there is at least one value."""
        return bool(self.values)


@dataclass(frozen=True, slots=True)
class Collected:
    """One subject's holdings, one for each item wanted, in the order of the catalogue."""

    holdings: Mapping[ItemKey, Holding]
    as_of: datetime

    def values_of(self, *, key: ItemKey) -> tuple[Value, ...]:
        """The values of an item; empty for one that was not wanted or is not held."""
        holding = self.holdings.get(key)
        return holding.values if holding else ()

    @property
    def held(self) -> frozenset[ItemKey]:
        """The items with at least one value."""
        return frozenset(key for key, holding in self.holdings.items() if holding.is_held)


@dataclass(frozen=True, slots=True)
class Context:
    """What the case is about, where that decides which rows are meant: one complaint and no other (P3e)."""

    complaint_id: int | None = None
