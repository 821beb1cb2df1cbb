"""The transparency report: of which half-year it is, what it counts, and how it says a number.

A number is said as the step of five that it lies in, each for itself, and no sum stands beside its parts. So what is
under five stays unsaid, and nothing that is said can be subtracted to work it out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Self

from disclosures.domain.basis import BasisCode
from disclosures.domain.clocks import DESK_ZONE, local_date

STEP = 5
READ_OVER = timedelta(days=30)
"""A half-year is published when it has been over so long: what was asked in its last days is decided by then."""
NAME = re.compile(r"(2\d{3})-H([12])")


class Figure(StrEnum):
    """What is counted of each basis."""

    ASKED = "asked"
    RELEASED_WHOLE = "released_whole"
    RELEASED_IN_PART = "released_in_part"
    REFUSED = "refused"
    MEMBERS = "members"
    ABROAD = "abroad"
    OBJECTIONS = "objections"


class DeskFigure(StrEnum):
    """What is counted of the desk as a whole."""

    EMERGENCIES = "emergencies"
    INCIDENTS = "incidents"
    MISUSES = "misuses"


@dataclass(frozen=True, slots=True, order=True)
class HalfYear:
    """January to June (1) or July to December (2), by the desk's clock on the wall."""

    year: int
    half: int

    @classmethod
    def of(cls, at: datetime) -> Self:
        """The half-year that an instant is in."""
        day = local_date(at)
        return cls(day.year, (day.month + 5) // 6)

    @classmethod
    def named(cls, name: str) -> Self | None:
        """The half-year of a name like ``2026-H1``; ``None`` for other words."""
        found = NAME.fullmatch(name)
        return cls(int(found[1]), int(found[2])) if found else None

    def __str__(self) -> str:
        return f"{self.year}-H{self.half}"

    @property
    def following(self) -> HalfYear:
        """The one behind it."""
        return HalfYear(self.year + self.half - 1, 3 - self.half)

    @property
    def starts_at(self) -> datetime:
        """Its first instant."""
        return datetime(self.year, 6 * self.half - 5, 1, tzinfo=DESK_ZONE)

    @property
    def ends_at(self) -> datetime:
        """The first instant that is not in it any more."""
        return self.following.starts_at

    @property
    def due_at(self) -> datetime:
        """When its report is published."""
        return self.ends_at + READ_OVER


def least(count: int) -> int:
    """The foot of the step that a count lies in, which is all that is kept and said of it."""
    return count - count % STEP


Figures = dict[str, Any]
"""``bases``: of each basis the foot of each figure; ``desk``: the foot of each."""


def said(*, of_bases: Mapping[Figure, Mapping[str, int]], of_the_desk: Mapping[DeskFigure, int]) -> Figures:
    """What is kept and said of counts: of each its own foot, and of a basis that has none the lowest."""
    bases = {
        basis.value: {figure.value: least(of_bases[figure].get(basis, 0)) for figure in Figure} for basis in BasisCode
    }
    return {"bases": bases, "desk": {figure.value: least(count) for figure, count in of_the_desk.items()}}


def most(foot: int) -> int:
    """The top of the step that has this foot."""
    return foot + STEP - 1
