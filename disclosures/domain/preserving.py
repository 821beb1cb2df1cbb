"""What can be asked to be preserved, and the words for where a preservation stands (P3c "preservation")."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from enum import StrEnum

from disclosures.domain import necessity
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import EVERYTHING
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.permissions import Rule
from disclosures.domain.situation import Instrument, Situation

ANY_DAY = datetime(2026, 1, 1, tzinfo=UTC)


class State(StrEnum):
    """Where a preservation stands: the same words whether or not there was anything to keep."""

    ASKED = "asked"
    SIGNED = "signed"
    KEPT = "kept"
    ENDED = "ended"


class End(StrEnum):
    """Why a preservation ended."""

    TIME = "time"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    UNSIGNED = "unsigned"
    FACT_LAPSED = "fact_lapsed"
    MISUSE = "misuse"


def openable(rules: Collection[Rule], *, by: InstrumentKind) -> frozenset[ItemKey]:
    """The items that a paper of this kind, if it names them, could open: asked of the clause's own rules."""
    every = frozenset(ItemKey)
    situation = Situation(filed_at=ANY_DAY, instrument=Instrument(kind=by, items=every))
    bounds = necessity.permitted(rules, asked=dict.fromkeys(every, EVERYTHING), situation=situation)
    return frozenset(item for item, bound in bounds.items() if not bound.extent.is_nothing)
