"""Writes items and extents: what is asked, what may leave, and every rule that bound it. Never a value."""

from __future__ import annotations

from typing import Any

from disclosures.domain.constraints import Bound
from disclosures.domain.extents import Extent
from disclosures.domain.instants import text
from disclosures.models import AskedItem, Case


def written(extent: Extent) -> dict[str, Any]:
    """Detail and period; open ends are null, the end is exclusive."""
    return {"detail": extent.detail.word, "from": text(extent.period.start), "to": text(extent.period.end)}


def asked(case: Case) -> list[dict[str, Any]]:
    """The items asked, as they were filed."""
    return [{"item": row.item, **_row(row)} for row in case.asked_rows]


def _row(row: AskedItem) -> dict[str, Any]:
    return {"detail": row.detail, "from": text(row.start_at), "to": text(row.end_at)}


def explained(bound: Bound) -> dict[str, Any]:
    """What may leave of one item, and why not more."""
    return {
        "item": bound.item,
        "asked": written(bound.asked),
        "may_leave": written(bound.extent),
        "reason": bound.reason,
        "bound_by": [
            {"reason": cut.reason, "rule": cut.family.name.lower(), **written(cut.extent)} for cut in bound.binding
        ],
    }
