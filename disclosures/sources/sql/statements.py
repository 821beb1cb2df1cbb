"""The statements that a platform's database receives: only mapped columns of the items asked, cut by the period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, TypeAlias
from uuid import UUID, uuid4

import sqlalchemy as sa

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import ALL, Period
from disclosures.sources.identity import Known
from disclosures.sources.kinds import KINDS, Kind
from disclosures.sources.mapping.declared import MemberIs, Table, Where

Select: TypeAlias = "sa.Select[*tuple[Any, ...]]"
MOST_ROWS = 100_000
"""Of one series of one member; more is no answer to work with."""
LONGEST_NUMBER = 18  # digits, which every database has room for
TEXTS = frozenset({Kind.TEXT, Kind.PARTS})


class NoSuchMember(Exception):
    """The platform's id of a member is not of the type that its column has."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose rows, and in which database's words."""

    member: Known
    dialect: str


def columns_of(where: Where) -> tuple[str, ...]:
    """The columns that hold an item."""
    return (where,) if isinstance(where, str) else tuple(where.values())


def period_of(table: Table, *, asked: Period) -> Period:
    """What of the period asked can cut here: values without a time are not cut."""
    return asked if table.at else ALL


def read(table: Table, keys: Iterable[ItemKey], *, period: Period, asked: Asked) -> Select:
    """The columns of these items in the member's rows of the period, oldest first; one row more than there may be."""
    chosen = {key: table.items[key] for key in keys}
    names = dict.fromkeys((*([table.at] if table.at else []), *(c for w in chosen.values() for c in columns_of(w))))
    statement: Select = (
        sa.select(*(sa.column(name) for name in names))
        .select_from(_of(table))
        .where(*_rows(table, period=period, asked=asked), sa.or_(*_filled(chosen)))
        .limit(most_rows(table) + 1)
    )
    return statement.order_by(sa.column(table.at)) if table.at else statement


def most_rows(table: Table) -> int:
    """One for what has no times: two rows of one member would be two answers to one question."""
    return MOST_ROWS if table.at else 1


def held(wanted: Mapping[ItemKey, tuple[Table, Period]], *, asked: Asked) -> Select:
    """One row of yes or no for each item in its period; no value of any is selected."""
    return sa.select(
        *(
            sa.exists(
                sa.select(sa.literal_column("1"))
                .select_from(_of(table))
                .where(*_rows(table, period=period, asked=asked), sa.or_(*_filled({key: table.items[key]})))
            )
            for key, (table, period) in wanted.items()
        )
    )


def _of(table: Table) -> sa.TableClause:
    return sa.table(table.table, schema=table.schema or None)


def _rows(table: Table, *, period: Period, asked: Asked) -> list[sa.ColumnElement[bool]]:
    conditions: list[sa.ColumnElement[bool]] = [sa.column(table.member) == _member(table, asked.member)]
    at: sa.ColumnClause[object] = sa.column(table.at)
    if period.start is not None:
        conditions.append(at >= _bound(period.start, zone=table.zone, dialect=asked.dialect))
    if period.end is not None:
        conditions.append(at < _bound(period.end, zone=table.zone, dialect=asked.dialect))
    return conditions


def _member(table: Table, member: Known) -> sa.BindParameter[Any]:
    try:
        match table.member_is:
            case MemberIs.INTEGER:
                return sa.literal(-1 if member.is_nobody else _number(member.word), sa.BigInteger())
            case MemberIs.UUID:
                return sa.literal(uuid4() if member.is_nobody else UUID(member.word), sa.Uuid())
            case MemberIs.TEXT:
                return sa.literal(member.word, sa.String())
    except ValueError:
        raise NoSuchMember from None


def _number(word: str) -> int:
    if not word.isascii() or not word.isdigit() or len(word) > LONGEST_NUMBER:
        raise ValueError
    return int(word)


def _bound(at: datetime, *, zone: tzinfo | None, dialect: str) -> sa.BindParameter[Any]:
    """An end of the period as the column has its times."""
    local = at.astimezone(UTC) if zone is None else at.astimezone(zone).replace(tzinfo=None)
    if dialect == "sqlite":
        # SQLite compares text: without a fraction where there is none, as most programs write it.
        return sa.literal(local.isoformat(sep=" "), sa.String())
    return sa.literal(local, sa.DateTime(timezone=zone is None))


def _filled(chosen: Mapping[ItemKey, Where]) -> Iterable[sa.ColumnElement[bool]]:
    """True of a row that holds any of the items; blank and null are not held."""
    for key, where in chosen.items():
        for name in columns_of(where):
            column: sa.ColumnClause[object] = sa.column(name)
            yield column != sa.literal("", sa.String()) if KINDS[key] in TEXTS else column.is_not(None)
