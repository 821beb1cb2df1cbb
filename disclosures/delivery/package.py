"""Writes what a recipient gets: contents with values for the seal, and a manifest without any (DESIGN 3)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from disclosures.domain.catalogue import CATALOGUE, ItemKey, MaskName
from disclosures.domain.constraints import Bound
from disclosures.domain.extents import Detail, Extent
from disclosures.domain.instants import text
from disclosures.domain.masking import mask
from disclosures.models import Case
from disclosures.queries.situations import View
from disclosures.sources import Collected, Value

FORMAT = 1


def manifest_rows(view: View, bounds: Mapping[ItemKey, Bound], collected: Collected) -> list[dict[str, Any]]:
    """One row per item asked: extent, reason, every constraint that bound it, source and as-of time; no values."""
    return [
        {
            "subject": view.position,
            "item": item,
            "asked": _extent(bound.asked),
            **_extent(bound.extent),
            "reason": bound.reason,
            "bound_by": [
                {"reason": cut.reason, "rule": cut.family.name.lower(), **_extent(cut.extent)} for cut in bound.binding
            ],
            **_origin(item, collected),
        }
        for item, bound in bounds.items()
    ]


def _origin(item: ItemKey, collected: Collected) -> dict[str, Any]:
    holding = collected.holdings.get(item)
    if holding is None:
        return {"source": None, "stored_in": None, "as_of": None}
    return {"source": holding.source, "stored_in": holding.stored_in, "as_of": text(holding.as_of)}


def _extent(extent: Extent) -> dict[str, str | None]:
    return {
        "detail": extent.detail.word,
        "from": text(extent.period.start),
        "to": text(extent.period.end),
    }


def subject_contents(view: View, bounds: Mapping[ItemKey, Bound], collected: Collected) -> dict[str, Any]:
    """The values of one subject, each cut to its extent."""
    return {
        "named": view.named,
        "items": {
            item: {
                **_extent(bound.extent),
                "values": [_value(item, bound.extent, v) for v in collected.values_of(key=item)],
            }
            for item, bound in bounds.items()
            if not bound.extent.is_nothing
        },
    }


def _value(item: ItemKey, extent: Extent, value: Value) -> dict[str, Any]:
    if extent.detail is Detail.EXISTENCE or isinstance(value.value, bool):
        return {"value": True}
    if extent.detail is Detail.MASKED:
        return masked(item, value.value, at=text(value.at))
    return {"value": value.value} if value.at is None else {"at": text(value.at), "value": value.value}


def masked(item: ItemKey, value: Any, *, at: str | None) -> dict[str, Any]:
    """The masked form with its moment; a moment that is masked itself has none beside it."""
    shown = {"value": mask(item, value)}
    return shown if at is None or CATALOGUE[item].mask is MaskName.DATE else {"at": at, **shown}


def contents(case: Case, subjects: list[dict[str, Any]], *, release: str, at: datetime) -> bytes:
    """The package as JSON, marked with reference, clause, recipient and purpose."""
    package = {
        "format": FORMAT,
        "release": release,
        "reference": case.reference,
        "clause": case.rules.clause,
        "recipient": str(case.recipient),
        "purpose": case.purpose,
        "released_at": text(at),
        "subjects": subjects,
    }
    return json.dumps(package, ensure_ascii=False, sort_keys=True).encode()
