"""Where the desk's own tables keep each item, as the classification of every column declares (P1a, P1b, P1x)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet, TextField

from accounts.classification import CatalogueItem, classified_fields
from accounts.composed import Given
from accounts.models import AccessRecord, ActivityRecord, MemberRecord, PartnerRecord
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import ALL, Period
from disclosures.models.complaint import Complaint
from disclosures.sources.values import Context

NOBODY = 0
"""The id that no account has: an unknown person is looked up like any other (DESIGN 5.9)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """The columns of one table that hold one item, and the column with the time of its values, if they have one."""

    model: type[Model]
    columns: tuple[str, ...]
    time_column: str | None = None
    subject_column: str = "subject"
    only: tuple[tuple[str, object], ...] = ()

    def period(self, *, asked: Period) -> Period:
        """What of the period asked can cut here: values without a time are not cut, an empty period takes all away."""
        return asked if self.time_column or asked.is_empty else ALL

    def rows(
        self, *, subject_id: int | Given, start: datetime | Given | None, end: datetime | Given | None
    ) -> QuerySet[Any]:
        """The subject's rows of the half-open period, oldest first; of all times where it has no start or no end."""
        rows = self.model._default_manager.filter(**{self.subject_column: subject_id}, **dict(self.only))
        if start is not None:
            rows = rows.filter(**{f"{self.time_column}__gte": start})
        if end is not None:
            rows = rows.filter(**{f"{self.time_column}__lt": end})
        return rows.order_by(*filter(None, (self.time_column, "pk")))

    @property
    def is_filled(self) -> Q:
        """True of a row that holds a value here; blank and null are not held."""
        filled = Q()
        for column in self.columns:
            has_blank = isinstance(self.model._meta.get_field(column), CharField | TextField)
            filled |= Q(**{f"{column}__gt": ""}) if has_blank else Q(**{f"{column}__isnull": False})
        return filled


def shelf_of(*, key: ItemKey, context: Context) -> Shelf:
    """Where the item is read; a case about one complaint reads what that complaint says and no other (P3e)."""
    column = COMPLAINT_COLUMNS.get(key)
    if column is None or context.complaint_id is None:
        return SHELVES[key]
    return Shelf(model=Complaint, columns=(column,), subject_column="complainant", only=(("pk", context.complaint_id),))


COMPLAINT_COLUMNS: Mapping[ItemKey, str] = MappingProxyType(
    {ItemKey.COMPLAINT_RIGHT: "right_text", ItemKey.COMPLAINT_STATEMENT: "statement"}
)
_TIME_COLUMNS: Mapping[type[Model], str | None] = {
    MemberRecord: None,
    AccessRecord: "at",
    PartnerRecord: "obtained_at",
    ActivityRecord: "at",
}


def _shelves() -> Iterator[tuple[ItemKey, Shelf]]:
    for model, time_column in _TIME_COLUMNS.items():
        for key, columns in _columns_by_key(model).items():
            named_by_row = (("item", key.value),) if model is ActivityRecord else ()
            yield key, Shelf(model=model, columns=tuple(columns), time_column=time_column, only=named_by_row)


def _columns_by_key(model: type[Model]) -> dict[ItemKey, list[str]]:
    columns: dict[ItemKey, list[str]] = {}
    for column, kind in classified_fields(model=model).items():
        for key in kind.keys if isinstance(kind, CatalogueItem) else ():
            columns.setdefault(ItemKey(key), []).append(column)
    return columns


SHELVES: Mapping[ItemKey, Shelf] = MappingProxyType(dict(_shelves()))
