"""What the records say about one subject of one case at one moment: the only thing that the rules look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import ALL, Extent, Period
from disclosures.domain.facts import Circumstance
from disclosures.domain.particulars import InstrumentKind


@dataclass(frozen=True, slots=True)
class Instrument:
    """The paper behind a legal request, as entered. ``period`` is ``None`` when the paper names none."""

    kind: InstrumentKind | None = None
    items: frozenset[ItemKey] = frozenset()
    period: Period | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """Facts for the rules; no personal data in it beyond which items are held of a choice of channels."""

    filed_at: datetime
    purpose: str = ""
    recipient_kind: str = ""
    circumstances: frozenset[Circumstance] = frozenset()
    minor: bool = False
    consented: Mapping[ItemKey, Extent] = field(default_factory=dict)
    opted_in: frozenset[ItemKey] = frozenset()
    engaged_items: frozenset[ItemKey] = frozenset()
    instrument: Instrument = Instrument()
    acts: Period = ALL
    channel: ItemKey | None = None
    may_not_cross: frozenset[ItemKey] = frozenset()
    sentences: frozenset[ItemKey] = frozenset()
    narrowed: tuple[tuple[ItemKey, Extent], ...] = ()
