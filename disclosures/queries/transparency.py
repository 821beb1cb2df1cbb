"""What the transparency report counts, and of which half-years one is due."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Count, Min, QuerySet

from disclosures.domain.moves import Outcome, Status
from disclosures.domain.transparency import DeskFigure, Figure, Figures, HalfYear, said
from disclosures.models import (
    Case,
    CaseSubject,
    EmergencyFollowUp,
    Incident,
    MisuseReport,
    Objection,
    Release,
    TransparencyReport,
)
from disclosures.queries.transfers import CROSSED


def published() -> QuerySet[TransparencyReport]:
    """Every report, the newest half-year first."""
    return TransparencyReport.objects.order_by("-half_year")


def due(*, at: datetime) -> list[HalfYear]:
    """The half-years since the first filing that are over for long enough and not published yet, the oldest first."""
    first: datetime | None = Case.objects.aggregate(first=Min("submitted_at"))["first"]
    if first is None:
        return []
    said = set(TransparencyReport.objects.values_list("half_year", flat=True))
    found, half_year = [], HalfYear.of(first)
    while half_year.due_at <= at:
        if str(half_year) not in said:
            found.append(half_year)
        half_year = half_year.following
    return found


def figures(half_year: HalfYear) -> Figures:
    """What is said of a half-year."""
    return said(of_bases=counted(half_year), of_the_desk=_of_the_desk(half_year))


def counted(half_year: HalfYear) -> dict[Figure, dict[str, int]]:
    """Of each basis that has any, how many; nobody is told these numbers."""
    releases = Release.objects.filter(**_within("released_at", half_year))
    filed = Case.objects.filter(**_within("submitted_at", half_year))
    refused = Case.objects.filter(status=Status.REFUSED, **_within("decided_at", half_year))
    about = CaseSubject.objects.filter(case__releases__in=releases)
    return {
        Figure.ASKED: _by("basis", filed),
        Figure.RELEASED_WHOLE: _by("case__basis", releases.filter(case__outcome=Outcome.GRANTED)),
        Figure.RELEASED_IN_PART: _by("case__basis", releases.filter(case__outcome=Outcome.PARTLY_GRANTED)),
        Figure.REFUSED: _by("basis", refused),
        Figure.MEMBERS: _by("case__basis", about, of="subject"),
        Figure.ABROAD: _by("case__basis", releases.filter(CROSSED)),
        Figure.OBJECTIONS: _by("case__basis", Objection.objects.filter(**_within("at", half_year))),
    }


def _of_the_desk(half_year: HalfYear) -> dict[DeskFigure, int]:
    return {
        DeskFigure.EMERGENCIES: EmergencyFollowUp.objects.filter(**_within("released_at", half_year)).count(),
        DeskFigure.INCIDENTS: Incident.objects.filter(**_within("reported_at", half_year)).count(),
        DeskFigure.MISUSES: MisuseReport.objects.filter(**_within("upheld_at", half_year)).count(),
    }


def _by(basis: str, rows: QuerySet[Any], *, of: str = "pk") -> dict[str, int]:
    """How many rows there are of each basis, or different values of a column."""
    return dict(rows.order_by().values_list(basis).annotate(count=Count(of, distinct=True)))


def _within(column: str, half_year: HalfYear) -> dict[str, datetime]:
    return {f"{column}__gte": half_year.starts_at, f"{column}__lt": half_year.ends_at}
