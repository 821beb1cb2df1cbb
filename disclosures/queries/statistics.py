"""What the desk did in numbers, for staff: by month and by basis, how long, how late. Each figure is one query.

Nobody is hidden among few here: staff see the cases themselves. Everybody else has the transparency report.
Who works here and is asked about is not counted for themselves, or a number would betray what a hold hides.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import accumulate
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from accounts.models import User
from disclosures.domain.clocks import DESK_ZONE, local_date, working_day
from disclosures.domain.moves import Outcome, Status
from disclosures.models import Case, CaseSubject, Opening, Release
from disclosures.models.case import CaseQuerySet

MONTHS = 12
NUMBER = "number"


@dataclass(frozen=True, slots=True)
class Months:
    """The running month and those before it, on the desk's calendar, and who reads of them."""

    firsts: tuple[date, ...]
    by: User

    @classmethod
    def until(cls, at: datetime, *, by: User) -> Months:
        """The last twelve, the oldest first."""
        today = local_date(at)
        running = today.year * 12 + today.month - 1
        numbers = range(running - MONTHS + 1, running + 1)
        return cls(tuple(date(number // 12, number % 12 + 1, 1) for number in numbers), by)

    @property
    def cases(self) -> CaseQuerySet:
        """All but those that ask for data of the reader."""
        return Case.objects.exclude(pk__in=self._own)

    @property
    def releases(self) -> QuerySet[Release]:
        """Those of these cases."""
        return Release.objects.exclude(case__in=self._own)

    @property
    def openings(self) -> QuerySet[Opening]:
        """Those of these releases."""
        return Opening.objects.exclude(release__case__in=self._own)

    @property
    def _own(self) -> QuerySet[Any, Any]:
        return CaseSubject.objects.filter(subject__in=self.by.accounts).values("case")

    @property
    def starts_at(self) -> datetime:
        """The first instant of the oldest."""
        return _begins(self.firsts[0])

    def counts(self, rows: QuerySet[Any], column: str, **more: Q) -> list[dict[str, int]]:
        """For each month how many rows have their ``column`` in it; ``more`` counts parts of them. One query."""
        ends = [*map(_begins, self.firsts[1:]), None]
        asked = {}
        for place, (first, end) in enumerate(zip(self.firsts, ends, strict=True)):
            inside = Q(**{f"{column}__gte": _begins(first)}) & (Q(**{f"{column}__lt": end}) if end else Q())
            for name, part in {NUMBER: Q(), **more}.items():
                asked[f"{name}_{place}"] = Count("pk", filter=inside & part)
        found = rows.filter(**{f"{column}__gte": self.starts_at}).aggregate(**asked)
        return [{name: found[f"{name}_{place}"] for name in (NUMBER, *more)} for place in range(len(self.firsts))]


def _begins(first: date) -> datetime:
    return datetime.combine(first, time(), tzinfo=DESK_ZONE)


@dataclass(frozen=True, slots=True)
class Cases:
    """What one month saw of cases. ``late`` are decisions that came after their day."""

    first: date
    filed: int
    decided: int
    refused: int
    late: int


def cases(months: Months) -> list[Cases]:
    """Two queries, however many cases there are."""
    filed = months.counts(months.cases, "submitted_at")
    parts = {"refused": Q(status=Status.REFUSED), "late": Q(decided_at__gt=F("due_at"))}
    decided = months.counts(months.cases, "decided_at", **parts)
    return [
        Cases(first, came[NUMBER], went[NUMBER], went["refused"], went["late"])
        for first, came, went in zip(months.firsts, filed, decided, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Releases:
    """What one month saw of releases."""

    first: date
    released: int
    opened: int
    ended: int


def releases(months: Months) -> list[Releases]:
    """Three queries."""
    released = months.counts(months.releases, "released_at")
    opened = months.counts(months.openings, "at")
    ended = months.counts(months.releases, "ended_at")
    return [
        Releases(first, *(one[NUMBER] for one in counted))
        for first, *counted in zip(months.firsts, released, opened, ended, strict=True)
    ]


@dataclass(frozen=True, slots=True)
class OfBasis:
    """What was filed on one basis, and what became of it so far."""

    filed: int = 0
    decided: int = 0
    refused: int = 0
    late: int = 0
    released: int = 0


def by_basis(months: Months) -> Mapping[str, OfBasis]:
    """One query: of the cases that were filed in these months; ``late`` are answers, given or owed, after their day."""
    counted = months.cases.filter(submitted_at__gte=months.starts_at).order_by().values("basis")
    rows = counted.annotate(
        filed=Count("pk"),
        decided=Count("pk", filter=Q(decided_at__isnull=False)),
        refused=Count("pk", filter=Q(status=Status.REFUSED)),
        late=Count("pk", filter=Q(decided_at__gt=F("due_at"))),
        released=Count("pk", filter=Q(outcome__in=[Outcome.GRANTED, Outcome.PARTLY_GRANTED])),
    )
    table = rows.values_list("basis", "filed", "decided", "refused", "late", "released")
    return {basis: OfBasis(*numbers) for basis, *numbers in table}


@dataclass(frozen=True, slots=True)
class Waited:
    """Working days from filing to decision: as many as half of the cases took at most, and nine of ten."""

    cases: int
    median: int
    nine_of_ten: int


def waited(months: Months) -> Mapping[str, Waited]:
    """By basis, one query: of the decisions of these months. Time in which a clock stood is in it."""
    decided = months.cases.filter(decided_at__gte=months.starts_at, submitted_at__isnull=False).order_by()
    days: dict[str, Counter[int]] = defaultdict(Counter)
    worked = _WorkingDays()
    for basis, filed_at, decided_at in decided.values_list("basis", "submitted_at", "decided_at").iterator():
        days[basis][worked.between(filed_at, decided_at)] += 1
    return {basis: _waited(counted) for basis, counted in days.items()}


def _waited(days: Counter[int]) -> Waited:
    return Waited(days.total(), _quantile(days, 0.5), _quantile(days, 0.9))


def _quantile(days: Counter[int], share: float) -> int:
    """The smallest number of days within which at least this share of the cases was decided."""
    wanted = math.ceil(share * days.total())
    ordered = sorted(days)
    reached = accumulate(days[number] for number in ordered)
    return next(number for number, cases in zip(ordered, reached, strict=True) if cases >= wanted)


class _WorkingDays:
    """Counts each pair of days once: a hundred thousand cases have few different ones."""

    def __init__(self) -> None:
        self._until: dict[int, int] = {}
        self._first = self._last = 0

    def between(self, since: datetime | None, until: datetime | None) -> int:
        """Working days after the first day, up to the second and with it."""
        assert since
        assert until
        return self._before(local_date(until).toordinal()) - self._before(local_date(since).toordinal())

    def _before(self, day: int) -> int:
        """Working days from some day on up to this one; only differences mean anything."""
        if not self._until:
            self._until[day], self._first, self._last = 0, day, day
        while self._last < day:
            self._last += 1
            self._until[self._last] = self._until[self._last - 1] + working_day(date.fromordinal(self._last))
        while self._first > day:
            self._first -= 1
            self._until[self._first] = self._until[self._first + 1] - working_day(date.fromordinal(self._first + 1))
        return self._until[day]


def endings(months: Months) -> Mapping[str, int]:
    """How the releases ended whose access ended in these months, by reason: one query."""
    ended = months.releases.filter(ended_at__gte=months.starts_at).order_by()
    return dict(ended.values_list("end_reason").annotate(number=Count("pk")))


def outcomes(months: Months) -> Mapping[str, int]:
    """What was decided in these months, by outcome or refusal code: one query."""
    decided = months.cases.filter(decided_at__gte=months.starts_at).order_by()
    return dict(decided.values_list("outcome").annotate(number=Count("pk")))
