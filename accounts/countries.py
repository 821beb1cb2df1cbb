"""What a column of countries holds: ISO 3166-1, two capitals; never nothing, so that a border is always known (P4)."""

from __future__ import annotations

from django.db.models import F, Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact


def two_capitals(column: str) -> Q:
    """The condition of a constraint on such a column."""
    return Q(**{f"{column}__gte": "AA", f"{column}__lte": "ZZ", column: Upper(F(column))}) & Q(
        Exact(Length(F(column)), 2)
    )
