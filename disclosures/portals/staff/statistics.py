"""What the desk did, as pictures with the table of the same numbers under each; every table as CSV too."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import dropwhile
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.bases import REGISTRY
from disclosures.domain import spreadsheets
from disclosures.domain.basis import SAYS
from disclosures.models import clock
from disclosures.portals.staff import figures_nav, words
from disclosures.queries import statistics
from disclosures.queries.statistics import Months, OfBasis, Waited
from paletten.kit import charts
from paletten.shell.outcome_words import OUTCOMES, REFUSALS


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One table: what it is called, its head, its rows, and which of its columns the picture shows."""

    name: str
    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    drawn: Sequence[int]

    @property
    def picture(self) -> Any:
        """The bars of the drawn columns."""
        says = _("%(title)s, as bars. The table below has the numbers.") % {"title": self.title}
        series = [self.head[column] for column in self.drawn]
        rows = [(str(row[0]), [int(row[column]) for column in self.drawn]) for row in self.rows]
        return charts.bars(says=says, series=series, rows=rows)

    @property
    def is_empty(self) -> bool:
        """True where there is nothing, or nothing but zeros."""
        return not any(number for row in self.rows for number in row[1:])


def _cases(months: Months) -> Table:
    rows = [(f"{one.first:%Y-%m}", one.filed, one.decided, one.refused, one.late) for one in statistics.cases(months)]
    return Table(
        name="cases",
        title=_("Cases by month"),
        head=(_("Month"), _("Filed"), _("Decided"), _("Refused"), _("Decided late")),
        rows=_since_something(rows),
        drawn=(1, 2),
    )


def _since_something(rows: list[Any]) -> list[Any]:
    """Without the months before the first that saw anything."""
    return list(dropwhile(lambda row: not any(row[1:]), rows))


def _releases(months: Months) -> Table:
    rows = [(f"{one.first:%Y-%m}", one.released, one.opened, one.ended) for one in statistics.releases(months)]
    return Table(
        name="releases",
        title=_("Releases by month"),
        head=(_("Month"), _("Released"), _("Opened"), _("Ended")),
        rows=_since_something(rows),
        drawn=(1, 2),
    )


def _bases(months: Months) -> Table:
    found = statistics.by_basis(months)
    rows = []
    for basis in REGISTRY.in_force:
        one = found.get(basis.code, OfBasis())
        rows.append((_of(basis), one.filed, one.decided, one.released, one.refused, one.late))
    return Table(
        name="bases",
        title=_("What was filed on which clause"),
        head=(_("Clause"), _("Filed"), _("Decided"), _("Granted"), _("Refused"), _("Decided late")),
        rows=rows,
        drawn=(1, 3),
    )


def _times(months: Months) -> Table:
    found = statistics.waited(months)
    rows = []
    for basis in REGISTRY.in_force:
        one = found.get(basis.code, Waited(0, 0, 0))
        rows.append((_of(basis), one.median, one.nine_of_ten, one.cases))
    return Table(
        name="times",
        title=_("Working days from filing to decision"),
        head=(_("Clause"), _("Half within"), _("Nine of ten within"), _("Decided")),
        rows=rows,
        drawn=(1, 2),
    )


def _of(basis: Any) -> str:
    return f"{basis.clause} {_(SAYS[basis.code])}"


def _counted(count: Callable[[Months], Mapping[str, int]], words: Mapping[str, Any], months: Months) -> list[Any]:
    """Rows of what there is any of, the most first."""
    found = sorted(count(months).items(), key=lambda pair: (-pair[1], pair[0]))
    return [(str(words[code]), number) for code, number in found]


def _outcomes(months: Months) -> Table:
    return Table(
        name="outcomes",
        title=_("What was decided"),
        head=(_("Outcome"), _("Cases")),
        rows=_counted(statistics.outcomes, {**OUTCOMES, **REFUSALS}, months),
        drawn=(1,),
    )


def _endings(months: Months) -> Table:
    return Table(
        name="endings",
        title=_("Why accesses ended"),
        head=(_("Why"), _("Releases")),
        rows=_counted(statistics.endings, words.ENDED, months),
        drawn=(1,),
    )


TABLES: Mapping[str, Callable[[Months], Table]] = {
    "cases": _cases,
    "bases": _bases,
    "times": _times,
    "outcomes": _outcomes,
    "releases": _releases,
    "endings": _endings,
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The last twelve months; they cost the same queries however many cases there are."""
    months = Months.until(clock.now(), by=_by(request))
    words = {
        "title": _("Statistics"),
        "tables": [make(months) for make in TABLES.values()],
        "since": months.firsts[0],
        "tabs": figures_nav.tabs("statistics"),
    }
    return render(request, "staff/statistics.html", words)


@require_safe
def as_csv(request: HttpRequest, table: str) -> HttpResponse:
    """One table for a spreadsheet."""
    make = TABLES.get(table)
    if make is None:
        raise Http404
    made = make(Months.until(clock.now(), by=_by(request)))
    return HttpResponse(
        spreadsheets.written(made.head, [[str(cell) for cell in row] for row in made.rows]),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{made.name}.csv"'},
    )


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    return request.user
