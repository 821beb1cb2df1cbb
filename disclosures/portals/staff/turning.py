"""Turning the pages of a list by its last row, so that a page costs the same however far one turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

ROWS = 50
LONGEST_KEY = 36
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows, and the cursor of what comes after them; empty at the end."""

    rows: list[Row]
    following: str


def page(rows: QuerySet[Row], cursor: str, *, by: str, newest_first: bool) -> Page[Row]:
    """The rows after the one that ``cursor`` names, by a column that is never empty; from the first where it is gone.

    Where two have the same value, their keys decide.
    """
    way, sign = ("lt", "-") if newest_first else ("gt", "")
    last = _place(rows, cursor, by=by)
    if last is not None:
        value, key = last
        rows = rows.filter(Q(**{f"{by}__{way}": value}) | Q(**{by: value, f"pk__{way}": key}))
    found = list(rows.order_by(f"{sign}{by}", f"{sign}pk")[: ROWS + 1])
    return Page(found[:ROWS], str(found[ROWS - 1].pk) if len(found) > ROWS else "")


def _place(rows: QuerySet[Row], cursor: str, *, by: str) -> tuple[Any, Any] | None:
    if not cursor.isprintable() or not cursor or len(cursor) > LONGEST_KEY:
        return None
    try:
        return rows.filter(pk=cursor).values_list(by, "pk").first()
    except (ValueError, ValidationError):  # no such key can be
        return None
