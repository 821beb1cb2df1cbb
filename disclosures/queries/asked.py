"""What a case asks and how people narrowed it, as extents."""

from __future__ import annotations

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.constraints import fitted
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.models import AskedItem, Case, Narrowing


def asked(case: Case) -> dict[ItemKey, Extent]:
    """The items asked, each with the detail and period asked (no period asked means all)."""
    return {ItemKey(row.item): fitted(ItemKey(row.item), _extent(row)) for row in case.asked_rows}


def narrowed(case: Case) -> tuple[tuple[ItemKey, Extent], ...]:
    """Every narrowing a person made, in order; they meet."""
    return tuple((ItemKey(row.item), _extent(row)) for row in case.narrowed_rows)


def _extent(row: AskedItem | Narrowing) -> Extent:
    return Extent(Detail.of(row.detail), Period(row.start_at, row.end_at))
