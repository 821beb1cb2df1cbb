"""What a clause could let leave at most, as far as a filing says what it is about. No record of the member is read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from accounts.models import User
from disclosures.domain import necessity
from disclosures.domain.basis import Basis
from disclosures.domain.catalogue import CATALOGUE, ItemKey
from disclosures.domain.extents import EVERYTHING, Extent
from disclosures.domain.facts import Circumstance
from disclosures.domain.particulars import InstrumentKind, Reference
from disclosures.domain.purposes import normalised
from disclosures.domain.roles import Party
from disclosures.domain.situation import Instrument, Situation
from disclosures.models import Engagement

ALL_ITEMS = frozenset(ItemKey)
STRONGEST = [*InstrumentKind][-1]


def most(
    rules: Basis, *, purpose: str, particulars: Mapping[str, Any], by: User, at: datetime
) -> dict[ItemKey, Extent]:
    """Each item that could leave, with the most of it: what is not said yet is taken to be the most favourable."""
    situation = Situation(
        filed_at=at,
        purpose=normalised(purpose),
        recipient_kind=str(particulars.get("recipient_kind") or ""),
        circumstances=frozenset({Circumstance.EMERGENCY}) if particulars.get("emergency") is not None else frozenset(),
        consented=dict.fromkeys(ItemKey, EVERYTHING),
        opted_in=ALL_ITEMS,
        engaged_items=_engaged(particulars.get(Reference.ENGAGEMENT), by),
        instrument=Instrument(kind=_kind(particulars.get("instrument")), items=ALL_ITEMS),
        sentences=ALL_ITEMS,
    )
    is_of_complainant = rules.subject_is is Party.COMPLAINANT
    asked = {item: EVERYTHING for item in ItemKey if is_of_complainant or not CATALOGUE[item].of_complainant}
    bounds = necessity.permitted(rules.may_leave, asked=asked, situation=situation)
    return {item: bound.extent for item, bound in bounds.items() if not bound.extent.is_nothing}


def _engaged(name: object, by: User) -> frozenset[ItemKey]:
    """Of a contract of their own; of any other nothing is told."""
    own = Engagement.objects.filter(partner=by.organisation_id) if by.organisation_id else Engagement.objects.none()
    engagement = own.filter(name=str(name)).first() if name else None
    return frozenset(ItemKey(item) for item in engagement.items) if engagement else ALL_ITEMS


def _kind(paper: object) -> InstrumentKind:
    said = str(paper.get("kind")) if isinstance(paper, Mapping) else ""
    return InstrumentKind(said) if said in [*InstrumentKind] else STRONGEST
