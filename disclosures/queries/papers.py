"""What a formal instrument after an emergency covers of what was released: the clause's own rules are asked (P3c)."""

from __future__ import annotations

from typing import Any

from disclosures.domain import necessity
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.instants import parse_or_none, period
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.situation import Instrument, Situation
from disclosures.models import FormalInstrument
from disclosures.queries.situations import named_items


def uncovered(paper: FormalInstrument) -> tuple[ItemKey, ...]:
    """The items that were released and that this paper would not have opened as far as they were."""
    release = paper.follow_up.release
    instrument = Instrument(
        kind=InstrumentKind(paper.kind), items=named_items(paper.items), period=period(paper.period)
    )
    situation = Situation(filed_at=release.released_at, instrument=instrument)
    found = set[ItemKey]()
    for row in release.manifest["items"]:
        left = _left(row)
        if left.is_nothing:
            continue
        item = ItemKey(row["item"])
        bound = necessity.permitted(release.case.rules.may_leave, asked={item: left}, situation=situation)[item]
        if bound.extent != left:
            found.add(item)
    return tuple(item for item in ItemKey if item in found)


def _left(row: dict[str, Any]) -> Extent:
    return Extent(Detail.of(row["detail"]), Period(parse_or_none(row["from"]), parse_or_none(row["to"])))
