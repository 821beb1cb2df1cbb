"""A manifest in words, person by person: what was given, what was withheld and why, and the values once pressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.utils.functional import Promise

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail
from disclosures.domain.reasons import Reason
from paletten.shell.item_words import DETAILS, ITEMS, REASONS

Contents = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Shown:
    """One value, with the time it belongs to; an address line by line."""

    lines: tuple[str, ...]
    at: datetime | None = None

    @property
    def is_there(self) -> bool:
        """True where the recipient may know only that there is one."""
        return not self.lines


@dataclass(frozen=True, slots=True)
class Row:
    """One item of one person."""

    key: str
    item: Promise
    detail: Promise
    is_given: bool
    begins: datetime | None
    ends: datetime | None
    reason: Promise | None
    source: str
    as_of: datetime | None
    values: tuple[Shown, ...] | None


@dataclass(frozen=True, slots=True)
class Person:
    """One of those whose data it is; ``named`` is known once something is shown."""

    number: int
    named: str
    rows: tuple[Row, ...]

    @property
    def given(self) -> tuple[Row, ...]:
        """What left."""
        return tuple(row for row in self.rows if row.is_given)

    @property
    def withheld(self) -> tuple[Row, ...]:
        """What was asked and stayed."""
        return tuple(row for row in self.rows if not row.is_given)


def people(
    manifest: Mapping[str, Any], *, contents: Contents | None = None, pressed: Sequence[str] = ()
) -> list[Person]:
    """Everybody of a manifest in its order; with ``contents`` the values of the rows that were pressed."""
    found = []
    by_subject = groupby(manifest["items"], key=lambda row: row["subject"])
    for place, (position, rows) in enumerate(by_subject):
        held: Contents = contents["subjects"][place] if contents else {"named": "", "items": {}}
        made = tuple(_row(row, held["items"], pressed=pressed) for row in rows)
        found.append(Person(position + 1, held["named"], made))
    return found


def keys(manifest: Mapping[str, Any]) -> list[str]:
    """The names of everything that was given, as buttons say them."""
    return [_key(row) for row in manifest["items"] if row["detail"] != Detail.NONE.word]


def item_of(key: str) -> str:
    """The item that a button names."""
    return key.partition(":")[2]


def _key(row: Mapping[str, Any]) -> str:
    return f"{row['subject']}:{row['item']}"


def _row(row: Mapping[str, Any], held: Mapping[str, Any], *, pressed: Sequence[str]) -> Row:
    detail = Detail.of(row["detail"])
    return Row(
        key=_key(row),
        item=ITEMS[ItemKey(row["item"])],
        detail=DETAILS[detail],
        is_given=detail is not Detail.NONE,
        begins=_time(row["from"]),
        ends=_time(row["to"]),
        reason=REASONS[Reason(row["reason"])] if row["reason"] else None,
        source=row["source"] or "",
        as_of=_time(row["as_of"]),
        values=tuple(_values(held[row["item"]])) if _key(row) in pressed and row["item"] in held else None,
    )


def _values(held: Mapping[str, Any]) -> Iterator[Shown]:
    for one in held["values"]:
        value, at = one["value"], _time(one.get("at"))
        if isinstance(value, bool):
            yield Shown((), at)
        elif isinstance(value, dict):
            yield Shown(tuple(str(part) for part in value.values() if part), at)
        else:
            yield Shown((str(value),), at)


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
