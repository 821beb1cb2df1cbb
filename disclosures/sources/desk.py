"""The desk's own tables as a source: every SELECT names only the allowed columns and only the allowed period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache, reduce
from operator import or_
from typing import Any

from django.db.models import BigIntegerField, DateTimeField, Exists

from accounts.composed import Composed, Given
from accounts.models import MemberRecord, User
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.grounds import MAINLAND_CHINA
from disclosures.domain.plain_values import plain
from disclosures.sources.shelves import NOBODY, SHELVES, Shelf, shelf_of
from disclosures.sources.values import Context, Value


class DeskTables:
    """Member, access, partner and activity records, and the text of one complaint."""

    name = "desk"
    keeps = frozenset(SHELVES)

    def stores(self, *, subject: User | None) -> str:
        """Country of the servers as the member's record has it; mainland China for a person nobody knows (P4)."""
        (stored_in,) = _STORED_IN.first(subject=_id(subject)) or ("",)
        return stored_in or MAINLAND_CHINA

    def collect(
        self, *, subject: User | None, wanted: Mapping[ItemKey, Extent], context: Context
    ) -> Mapping[ItemKey, tuple[Value, ...]]:
        """One query for each table and period with columns to read, and one for all that need only exist."""
        found: dict[ItemKey, tuple[Value, ...]] = {}
        to_read = [key for key, extent in wanted.items() if extent.detail >= Detail.MASKED]
        for (_, period), shelves in _together(to_read, wanted, context).items():
            found.update(_read(shelves, subject_id=_id(subject), period=period))
        to_ask = {key: extent for key, extent in wanted.items() if extent.detail is Detail.EXISTENCE}
        found.update(dict.fromkeys(self.held(subject=subject, items=to_ask, context=context), (Value(value=True),)))
        return found

    def held(self, *, subject: User | None, items: Mapping[ItemKey, Extent], context: Context) -> frozenset[ItemKey]:
        """One query of EXISTS columns, whoever the subject is and however many the items."""
        asked = {key: extent for key, extent in items.items() if not extent.is_nothing}
        if not asked:
            return frozenset()
        exists = [
            _exists(shelf_of(key=key, context=context), subject_id=_id(subject), asked=extent.period)
            for key, extent in asked.items()
        ]
        answers = User.objects.filter(pk=_id(subject)).values_list(*exists).first() or ()
        return frozenset(key for key, is_held in zip(asked, answers, strict=False) if is_held)


_STORED_IN = Composed(
    lambda: MemberRecord.objects.filter(subject=Given("subject", BigIntegerField())).values_list("stored_in")
)


def _id(subject: User | None) -> int:
    return NOBODY if subject is None else subject.pk


def _exists(shelf: Shelf, *, subject_id: int, asked: Period) -> Exists:
    period = shelf.period(asked=asked)
    return Exists(shelf.rows(subject_id=subject_id, start=period.start, end=period.end).filter(shelf.is_filled))


def _together(
    keys: Iterable[ItemKey], wanted: Mapping[ItemKey, Extent], context: Context
) -> dict[tuple[Any, ...], dict[ItemKey, Shelf]]:
    """Items of the same rows and the same period, to be read by one query."""
    groups: dict[tuple[Any, ...], dict[ItemKey, Shelf]] = {}
    for key in keys:
        shelf = shelf_of(key=key, context=context)
        rows = (shelf.model, *shelf.only)
        groups.setdefault((rows, shelf.period(asked=wanted[key].period)), {})[key] = shelf
    return groups


def _read(shelves: Mapping[ItemKey, Shelf], *, subject_id: int, period: Period) -> Mapping[ItemKey, tuple[Value, ...]]:
    first = next(iter(shelves.values()))
    times = (first.time_column,) if first.time_column else ()
    columns = tuple(dict.fromkeys((*times, *(column for shelf in shelves.values() for column in shelf.columns))))
    question = _question(
        tuple(shelves.values()),
        columns,
        is_cut_before=period.start is not None,
        is_cut_after=period.end is not None,
    )
    values: dict[ItemKey, list[Value]] = {key: [] for key in shelves}
    for row in question.rows(subject=subject_id, start=period.start, end=period.end):
        named = dict(zip(columns, row, strict=True))
        at = named[first.time_column] if first.time_column else None
        for key, shelf in shelves.items():
            value = plain({column: named[column] for column in shelf.columns})
            if value:
                values[key].append(Value(value, at))
    return {key: tuple(found) for key, found in values.items()}


@lru_cache(maxsize=256)
def _question(
    shelves: tuple[Shelf, ...], columns: tuple[str, ...], *, is_cut_before: bool, is_cut_after: bool
) -> Composed[tuple[Any, ...]]:
    """These columns of the rows that hold any of the items, as SQL composed once for each choice of items."""
    start, end = (Given(name, DateTimeField()) for name in ("start", "end"))
    filled = reduce(or_, (shelf.is_filled for shelf in shelves))
    return Composed(
        lambda: (
            shelves[0]
            .rows(
                subject_id=Given("subject", BigIntegerField()),
                start=start if is_cut_before else None,
                end=end if is_cut_after else None,
            )
            .filter(filled)
            .values_list(*columns)
        )
    )
