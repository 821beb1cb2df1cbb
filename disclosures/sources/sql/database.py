"""One platform's database, read for one member at a time in one transaction that can write nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import TypeVar

import sqlalchemy as sa
from django.conf import settings
from sqlalchemy.exc import SQLAlchemyError

from accounts.models import User
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.sources import identity, patience, problems
from disclosures.sources.kinds import KINDS, Misread, Reading
from disclosures.sources.mapping.declared import Database, Where
from disclosures.sources.sql import engines, failing, statements
from disclosures.sources.sql.statements import Asked, NoSuchMember
from disclosures.sources.values import Context, Plain, Value

T = TypeVar("T")
Found = dict[ItemKey, tuple[Value, ...]]


class SqlDatabase:
    """A source that a mapping file declares. Raises ``SourceAway``, ``SourceRefused`` or ``SourceMisread``."""

    def __init__(self, declared: Database) -> None:
        self.name = declared.name
        self.declared = declared
        self.table_of = {key: table for table in declared.tables for key in table.items}
        self.keeps = frozenset(self.table_of)

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
        """One statement for each table and period with columns to read, and one for all that need only exist."""
        to_read = {key: extent for key, extent in wanted.items() if extent.detail >= Detail.MASKED}
        to_ask = {key: extent for key, extent in wanted.items() if extent.detail is Detail.EXISTENCE}
        found: Found = {}
        if not to_read and not to_ask:
            return found
        with self._visit(subject) as (connection, asked):
            for (_, period), keys in self._together(to_read).items():
                found |= self._read(connection, keys, period=period, asked=asked)
            found |= dict.fromkeys(self._held(connection, to_ask, asked=asked), (Value(value=True),))
        return found

    def held(
        self,
        *,
        subject: User | None,
        items: Mapping[ItemKey, Extent],
        context: Context,  # noqa: ARG002 - has no complaints
    ) -> frozenset[ItemKey]:
        """One statement of EXISTS, whoever the subject is and however many the items."""
        asked_for = {key: extent for key, extent in items.items() if not extent.is_nothing}
        if not asked_for:
            return frozenset()
        with self._visit(subject) as (connection, asked):
            return self._held(connection, asked_for, asked=asked)

    @contextmanager
    def _visit(self, subject: User | None) -> Iterator[tuple[sa.Connection, Asked]]:
        """A connection that can only read, and whose rows are meant; what fails has no words of the driver's."""
        patience.require(self.name)
        member = identity.known_as(subject)
        if member is None:
            raise problems.refused(self.name)  # the registry asks nobody here whom the platform does not know
        try:
            engine = engines.engine(settings.DESK_SOURCE_SECRETS[self.declared.address], self.declared.timeout)
            connection = engine.connect()
        except SQLAlchemyError as error:
            if failing.is_away_while_connecting(error):
                raise problems.away(self.name) from None
            raise problems.refused(self.name) from None
        except (KeyError, ValueError):
            raise problems.refused(self.name) from None
        try:
            with connection:
                yield connection, Asked(member, engine.dialect.name)
        except NoSuchMember:
            raise problems.misread(self.name, "member") from None
        except UnicodeError:
            raise problems.misread(self.name, "encoding") from None
        except SQLAlchemyError as error:
            raise (problems.away if failing.is_away(error) else problems.refused)(self.name) from None

    def _together(self, wanted: Mapping[ItemKey, Extent]) -> Mapping[tuple[str, Period], list[ItemKey]]:
        """Items of the same rows and the same period, to be read by one statement."""
        groups: dict[tuple[str, Period], list[ItemKey]] = {}
        for key, extent in wanted.items():
            table = self.table_of[key]
            groups.setdefault((table.name, statements.period_of(table, asked=extent.period)), []).append(key)
        return groups

    def _read(self, connection: sa.Connection, keys: Sequence[ItemKey], *, period: Period, asked: Asked) -> Found:
        table = self.table_of[keys[0]]
        rows = connection.execute(statements.read(table, keys, period=period, asked=asked)).mappings().all()
        if len(rows) > statements.most_rows(table):
            raise problems.misread(self.name, table.name)
        reading = Reading(zone=table.zone, times_are_text=asked.dialect == "sqlite")
        values: dict[ItemKey, list[Value]] = {key: [] for key in keys}
        for row in rows:
            at = self._value(table.name, partial(reading.instant, row[table.at])) if table.at else None
            for key in keys:
                plain = self._value(key, partial(_plain, reading, key, table.items[key], row))
                if plain:
                    values[key].append(Value(plain, at))
        return {key: tuple(found) for key, found in values.items()}

    def _value(self, place: str, read: Callable[[], T]) -> T:
        try:
            return read()
        except Misread:
            raise problems.misread(self.name, place) from None

    def _held(self, connection: sa.Connection, items: Mapping[ItemKey, Extent], *, asked: Asked) -> frozenset[ItemKey]:
        if not items:
            return frozenset()
        tables = {key: self.table_of[key] for key in items}
        wanted = {key: (table, statements.period_of(table, asked=items[key].period)) for key, table in tables.items()}
        answers = connection.execute(statements.held(wanted, asked=asked)).one()
        return frozenset(key for key, is_held in zip(wanted, answers, strict=True) if is_held)


def _plain(reading: Reading, key: ItemKey, where: Where, row: sa.RowMapping) -> Plain:
    kind = KINDS[key]
    if isinstance(where, str):
        return reading.value(kind, row[where])
    parts = {part: reading.value(kind, row[column]) for part, column in where.items()}
    return parts if any(parts.values()) else ""
