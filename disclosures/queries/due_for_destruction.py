"""Which cases have had their time: over for long, told to everybody, kept by nobody (decision 0064)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import User
from disclosures.domain.moves import Status
from disclosures.models import Case, DueCase, Incident, LegalHold, Release
from disclosures.policies import visibility

SINCE: Mapping[Status, str] = {
    Status.CLOSED: "closed_at",
    Status.REFUSED: "decided_at",
    Status.WITHDRAWN: "closed_at",
}
"""The ends of a case, and the column that says when it came to each."""
LEAST = timedelta(days=90)
"""For so long a refused question is not asked again, so that it has to be known (P3a)."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the schedule: how long a case that ended so keeps its content, and how many stand where."""

    status: Status
    days: int
    due: int
    kept: int


def kept_for(status: Status) -> timedelta:
    """How long a case that ended so keeps its content (``DESK_RETENTION_DAYS_…``)."""
    return max(timedelta(days=settings.DESK_RETENTION_DAYS[status]), LEAST)


def is_over(*, at: datetime) -> Q:
    """Of cases: over for so long, with its content still here."""
    ended = (Q(("status", status), (f"{since}__lt", at - kept_for(status))) for status, since in SINCE.items())
    return reduce(or_, ended) & Q(erased_at__isnull=True)


def is_kept(*, at: datetime) -> Q:
    """Of cases: a legal hold, a hold that keeps the member from being told, an open release or an open incident."""
    of_case = OuterRef("pk")
    return (
        Q(Exists(LegalHold.objects.standing().filter(case=of_case)))
        | Q(hold_until__isnull=False, hold_until__gt=at)
        | Q(Exists(Release.objects.filter(Q(hidden_until__gt=at) | Q(status=Release.Status.AVAILABLE), case=of_case)))
        | Q(Exists(Incident.objects.unclosed().filter(release__case=of_case)))
    )


def due(*, at: datetime) -> Q:
    """Of cases: over for so long, and nothing keeps it."""
    return is_over(at=at) & ~is_kept(at=at)


def unlisted(*, at: datetime) -> QuerySet[Case]:
    """What is due and stands on no open list, the oldest first."""
    listed = DueCase.objects.filter(case=OuterRef("pk"), settled_at__isnull=True)
    return Case.objects.filter(due(at=at), ~Exists(listed)).order_by("pk")


def schedule(*, by: User, at: datetime) -> Iterator[Line]:
    """How long what is kept, and how many cases of those that the reader works on are due, or kept beyond it."""
    worked = visibility.cases_worked_by(by)
    for status in SINCE:
        over = worked.filter(is_over(at=at), status=status)
        kept = over.filter(is_kept(at=at)).count()
        yield Line(status, days=kept_for(status).days, due=over.count() - kept, kept=kept)
