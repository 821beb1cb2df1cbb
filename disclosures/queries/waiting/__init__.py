"""What waits at the desk, until when, and who is to act: nothing waits for ever, and what will end is seen before.

Each contributor is a queryset; the database joins, sorts and cuts them, so that a page costs the same however much
waits.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from disclosures.domain import clocks
from disclosures.domain.clocks import Left
from disclosures.domain.instants import parse_or_none, text
from disclosures.queries.waiting.register import WAYS
from disclosures.queries.waiting.way import ACTORS, Actor, Reader, Way

KINDS: Sequence[str] = tuple(way.kind for way in WAYS)
CURSOR = re.compile(r"(?P<due>[0-9TZ:.+-]{10,40})~(?P<kind>[a-z_]{1,40})~(?P<reference>[0-9A-Za-z_.-]{1,80})")
NUMBERED = frozenset({"job", "misuse_report", "joining", "role_grant", "agency"})
"""What has no reference but a number, which each database writes in its own way."""
ORDER = ("w_due_at", "w_place", "w_reference")


@dataclass(frozen=True, slots=True)
class Wait:
    """One thing that waits."""

    way: Way
    reference: str
    since: datetime | None
    due_at: datetime
    code: str
    is_late: bool
    left: Left

    @property
    def place(self) -> Place:
        """Where it stands in the list."""
        return Place(self.due_at, self.way.kind, self.reference)


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the list: what comes after it has a later date, or the same and a later kind or reference."""

    due_at: datetime
    kind: str
    reference: str

    @property
    def cursor(self) -> str:
        """The place in one word of an address."""
        return f"{text(self.due_at)}~{self.kind}~{self.reference}"

    @classmethod
    def read(cls, cursor: str) -> Place | None:
        """The place that a cursor names; ``None`` for anything else."""
        read = CURSOR.fullmatch(cursor)
        due_at = parse_or_none(read["due"]) if read else None
        if read is None or due_at is None or read["kind"] not in KINDS:
            return None
        return cls(due_at, read["kind"], read["reference"])


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which part of the list: of one kind or of some, only late ones or only others, after a place."""

    kind: str = ""
    among: frozenset[str] = frozenset()
    late: bool | None = None
    after: Place | None = None


EVERYTHING = Wanted()


def waiting(reader: Reader, *, most: int, wanted: Wanted = EVERYTHING) -> list[Wait]:
    """What waits, the latest first; at most ``most``."""
    rows = _joined(reader, wanted)
    return [] if rows is None else [_wait(row, at=reader.at) for row in rows.order_by(*ORDER)[:most]]


def count(reader: Reader, *, wanted: Wanted = EVERYTHING) -> int:
    """How much waits so."""
    rows = _joined(reader, wanted)
    return 0 if rows is None else rows.count()


def _joined(reader: Reader, wanted: Wanted) -> QuerySet[Any, dict[str, Any]] | None:
    parts = [
        way.columns(reader, place=place).filter(_only(wanted, place=place, at=reader.at))
        for place, way in enumerate(WAYS)
        if wanted.kind in {"", way.kind} and way.kind in (wanted.among or KINDS)
    ]
    if not parts:
        return None
    first, *others = parts
    return first.union(*others, all=True) if others else first


def _only(wanted: Wanted, *, place: int, at: datetime) -> Q:
    found = Q()
    if wanted.late is not None:
        found &= Q(w_due_at__lte=at) if wanted.late else Q(w_due_at__gt=at)
    if wanted.after is not None:
        found &= _after(wanted.after, place=place)
    return found


def _after(last: Place, *, place: int) -> Q:
    at_the_same_time = next((number for number, way in enumerate(WAYS) if way.kind == last.kind), len(WAYS))
    later = Q(w_due_at__gt=last.due_at)
    if place < at_the_same_time:
        return later
    if place > at_the_same_time:
        return Q(w_due_at__gte=last.due_at)
    return later | Q(w_due_at=last.due_at, w_reference__gt=last.reference)


def _wait(row: dict[str, Any], *, at: datetime) -> Wait:
    due_at: datetime = row["w_due_at"]
    deadline = clocks.Deadline(due_at=due_at, lines=())
    left = deadline.left(at)
    assert left is not None
    return Wait(
        way=WAYS[row["w_place"]],
        reference=row["w_reference"],
        since=row["w_since"],
        due_at=due_at,
        code=row["w_code"],
        is_late=deadline.is_late(at),
        left=left,
    )


def shown(wait: Wait) -> str:
    """The reference as it is written everywhere else."""
    return str(UUID(wait.reference)) if wait.way.about in NUMBERED else wait.reference


__all__ = ["ACTORS", "KINDS", "WAYS", "Actor", "Place", "Reader", "Wait", "Wanted", "Way", "count", "shown", "waiting"]
