"""The table of what would leave, person by person: asked, what each rule allows, what is left, and every reason."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from disclosures.domain.constraints import Bound
from disclosures.domain.extents import Detail, Extent
from disclosures.domain.reasons import Family
from disclosures.portals.staff import words
from disclosures.portals.staff.case.found import Found
from paletten.shell.item_words import DETAILS, ITEMS

RULED = (Family.PERMITTED, Family.CONSENTED, Family.INSTRUMENT)
"""What cuts before anybody at the desk does."""


def of(about: Found) -> dict[str, Any]:
    """One column for the clause, and one for each other rule that cuts anything in this case."""
    decided = about.seen.decided()
    cutting = {cut.family for bounds in decided.values() for bound in bounds.values() for cut in bound.binding}
    families = [family for family in RULED if family is Family.PERMITTED or family in cutting]
    return {
        "families": [words.FAMILIES[family] for family in families],
        "people": [
            {
                "named": view.named,
                "known": view.subject is not None,
                "rows": [_item(bound, families) for bound in decided[view.position].values()],
            }
            for view in about.seen.views
        ],
    }


def _item(bound: Bound, families: Collection[Family]) -> dict[str, Any]:
    by_family = [
        min((cut.extent for cut in bound.binding if cut.family is family), default=bound.asked, key=_size)
        for family in families
    ]
    return {
        "item": ITEMS[bound.item],
        "key": bound.item.value,
        "asked": _extent(bound.asked),
        "allowed": [_extent(extent) for extent in by_family],
        "leaves": _extent(bound.extent),
        "is_cut": bound.extent != bound.asked,
        "is_nothing": bound.extent.is_nothing,
        "reasons": [f"{words.FAMILIES[cut.family]}: {words.CUTS[cut.reason]}" for cut in bound.binding],
    }


def _size(extent: Extent) -> int:
    return 0 if extent.period.is_empty else int(extent.detail)


def _extent(extent: Extent) -> dict[str, Any]:
    """How much, and from when to when where it has a period."""
    period = None if extent.period.is_all or extent.is_nothing else extent.period
    return {"detail": DETAILS[Detail.NONE if extent.is_nothing else extent.detail], "period": period}
