"""One platform's HTTP API, read for one member at a time: of what it answers, only mapped values of allowed items."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from datetime import UTC, datetime
from functools import partial
from typing import Any, TypeVar

from accounts.models import User
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import ALL, Detail, Extent, Period
from disclosures.domain.instants import text
from disclosures.sources import identity, patience, problems
from disclosures.sources.http import pointers
from disclosures.sources.http.asking import ABSENT, Visit
from disclosures.sources.kinds import KINDS, Misread, Reading
from disclosures.sources.mapping.declared import Api, Request, Where
from disclosures.sources.values import Context, Plain, Value

T = TypeVar("T")
Found = dict[ItemKey, tuple[Value, ...]]
MOST_PAGES = 200
MOST_VALUES = 100_000


class HttpApi:
    """A source that a mapping file declares. Raises ``SourceAway``, ``SourceRefused`` or ``SourceMisread``."""

    def __init__(self, declared: Api) -> None:
        self.name = declared.name
        self.declared = declared
        self.request_of = {key: request for request in declared.requests for key in request.items}
        self.keeps = frozenset(self.request_of)

    def stores(self, *, subject: User | None) -> str:  # noqa: ARG002 - the same for all of its members
        """The country that the mapping declares (P4)."""
        return self.declared.stored_in

    def collect(
        self,
        *,
        subject: User | None,
        wanted: Mapping[ItemKey, Extent],
        context: Context,  # noqa: ARG002 - has no complaints
    ) -> Found:
        """One request for each place and period. What need only exist is read and dropped: an API has no EXISTS."""
        asked = {key: extent for key, extent in wanted.items() if not extent.is_nothing}
        found: Found = {}
        if not asked:
            return found
        patience.require(self.name)
        member = identity.known_as(subject)
        if member is None:
            raise problems.refused(self.name)  # the registry asks nobody here whom the platform does not know
        with closing(Visit(self.declared)) as visit:
            for (_, period), keys in self._together(asked).items():
                found |= self._read(visit, keys, member=member.word, period=period)
        return {key: _existing(values, asked[key]) for key, values in found.items()}

    def held(self, *, subject: User | None, items: Mapping[ItemKey, Extent], context: Context) -> frozenset[ItemKey]:
        """Which have a value within their periods; none is kept."""
        found = self.collect(subject=subject, wanted=items, context=context)
        return frozenset(key for key, values in found.items() if values)

    def _together(self, wanted: Mapping[ItemKey, Extent]) -> Mapping[tuple[str, Period], list[ItemKey]]:
        """Items of the same answer and the same period."""
        groups: dict[tuple[str, Period], list[ItemKey]] = {}
        for key, extent in wanted.items():
            request = self.request_of[key]
            groups.setdefault((request.name, extent.period if request.at else ALL), []).append(key)
        return groups

    def _read(self, visit: Visit, keys: Sequence[ItemKey], *, member: str, period: Period) -> Found:
        request = self.request_of[keys[0]]
        reading = Reading(zone=request.zone, times_are_text=True)
        values: dict[ItemKey, list[tuple[datetime | None, Value]]] = {key: [] for key in keys}
        for row in self._rows(visit, request, keys, member=member, period=period):
            at = self._value(request.name, partial(_instant, reading, row, request.at)) if request.at else None
            if at is not None and not period.contains(at):
                continue  # asked for by its period, and cut by it all the same
            for key in keys:
                plain = self._value(key, partial(_plain, reading, key, request.items[key], row))
                if plain:
                    values[key].append((at, Value(plain, at)))
        return {key: tuple(value for _, value in sorted(found, key=_by_time)) for key, found in values.items()}

    def _rows(
        self, visit: Visit, request: Request, keys: Sequence[ItemKey], *, member: str, period: Period
    ) -> Iterator[Any]:
        """What the API has of the member there: one row, or those of each page of a series."""
        query = _query(request, keys, period)
        count = 0
        for _ in range(MOST_PAGES):
            answer = visit.get(request.path, member=member, query=query, absent=request.absent)
            rows = self._value(request.name, partial(_list, answer, request)) if answer is not ABSENT else []
            count += len(rows)
            if count > MOST_VALUES:
                break
            yield from rows
            cursor = self._value(request.name, partial(_cursor, answer, request))
            if not cursor:
                return
            query |= {request.cursor: cursor}
        raise problems.misread(self.name, request.name)

    def _value(self, place: str, read: Callable[[], T]) -> T:
        try:
            return read()
        except Misread:
            raise problems.misread(self.name, place) from None


def _query(request: Request, keys: Sequence[ItemKey], period: Period) -> dict[str, str]:
    """What is sent beside the path: only the fields and the period that are allowed."""
    query = dict(request.query)
    if request.fields:
        wheres = [request.items[key] for key in keys]
        named = [pointer for where in wheres for pointer in ([where] if isinstance(where, str) else where.values())]
        named += [request.at] if request.at else []
        query[request.fields] = ",".join(sorted({pointers.field(pointer) for pointer in named}))
    for parameter, end in ((request.since, period.start), (request.until, period.end)):
        if parameter and end is not None:
            query[parameter] = text(end) or ""
    return query


def _list(answer: Any, request: Request) -> list[Any]:
    if not request.at:
        return [pointers.find(answer, request.rows)]
    found = pointers.find(answer, request.rows)
    if not isinstance(found, list):
        raise Misread
    return found


def _cursor(answer: Any, request: Request) -> str:
    found = pointers.find(answer, request.next_cursor) if request.cursor else None
    if not isinstance(found, str | None):
        raise Misread
    return found or ""


def _instant(reading: Reading, row: Any, pointer: str) -> datetime:
    return reading.instant(pointers.find(row, pointer))


def _plain(reading: Reading, key: ItemKey, where: Where, row: Any) -> Plain:
    kind = KINDS[key]
    if isinstance(where, str):
        return reading.value(kind, pointers.find(row, where))
    parts = {part: reading.value(kind, pointers.find(row, pointer)) for part, pointer in where.items()}
    return parts if any(parts.values()) else ""


def _by_time(found: tuple[datetime | None, Value]) -> datetime:
    return found[0] or datetime.min.replace(tzinfo=UTC)


def _existing(values: tuple[Value, ...], extent: Extent) -> tuple[Value, ...]:
    return (Value(value=True),) if values and extent.detail is Detail.EXISTENCE else values
