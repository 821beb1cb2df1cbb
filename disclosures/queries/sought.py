"""All cases of the desk by what is known of them, and those about one member, who is looked for under a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from disclosures.domain.clocks import local_date
from disclosures.domain.errors import NotFound
from disclosures.models import Case, CaseReading, CaseSubject, DeskExport, RecordSearch
from disclosures.policies import visibility

RELATED = ("filed_by", "requester_organisation", "recipient_user", "recipient_organisation", "assignment__to")
MOST = 50
"""Of one search by member, the newest; each is written down in its case."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What a case must have; what is empty is not asked. Never a member: that is asked elsewhere, with a reason."""

    organisation: str = ""
    basis: str = ""
    status: str = ""
    outcome: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def where(self) -> Q:
        """As a filter."""
        exact = (("basis", self.basis), ("status", self.status), ("outcome", self.outcome))
        found = Q(**{name: word for name, word in exact if word})
        if self.organisation:
            found &= Q(requester_organisation__name__icontains=self.organisation) | Q(
                recipient_organisation__name__icontains=self.organisation
            )
        if self.since is not None:
            found &= Q(submitted_at__gte=self.since)
        if self.until is not None:
            found &= Q(submitted_at__lt=self.until)
        return found


def cases(by: User, wanted: Sought) -> QuerySet[Case]:
    """The cases that have it, the newest first."""
    return visibility.cases_read_at_desk_by(by).filter(wanted.where).select_related(*RELATED).order_by("-pk")


def about(named: str, *, by: User) -> list[Case]:
    """The newest cases that ask for data of who has this name, by any account of theirs."""
    persons = User.objects.filter(name=named).values("person")
    asked = CaseSubject.objects.filter(case=OuterRef("pk"), subject__person__in=persons)
    return list(visibility.cases_worked_by(by).filter(Exists(asked)).only("pk", "reference").order_by("-pk")[:MOST])


def member(named: str) -> User | None:
    """Who has this name; nobody, where there is none."""
    return User.objects.filter(name=named).first()


def search_of(by: User, *, search: str) -> RecordSearch:
    """One's own search; ``NotFound`` for anybody else."""
    found = RecordSearch.objects.filter(pk=search, by=by).first()
    if found is None:
        raise NotFound
    return found


def found_in(search: RecordSearch, *, by: User) -> QuerySet[Case]:
    """What it found, as it is now, the newest first."""
    shown = visibility.cases_worked_by(by).filter(pk__in=search.rows.values("case"))
    return shown.select_related(*RELATED).order_by("-pk")


def is_noted(case: Case, *, by: User, at: datetime) -> bool:
    """True when it is written down already that ``by`` opened the case on this day."""
    return CaseReading.objects.filter(case=case, by=by, day=local_date(at)).exists()


def about_oneself(by: User, *, at: datetime) -> QuerySet[RecordSearch]:
    """Searches by the name of ``by`` that found nothing which ``by`` was told of: a hold makes no difference to them.

    What found something told is in the history of that.
    """
    told = visibility.cases_told_to(by, at=at).values("pk")
    return RecordSearch.objects.filter(member__in=by.accounts).exclude(rows__case__in=told)


def searches(by: User) -> QuerySet[RecordSearch]:
    """Everybody's, for auditors and privacy officers; who was looked for is not among them, nor cases of their own."""
    shown = Prefetch("found", queryset=visibility.cases_worked_by(by).only("pk", "reference"))
    return RecordSearch.objects.exclude(member__in=by.accounts).select_related("by").prefetch_related(shown)


def readings(by: User) -> QuerySet[CaseReading]:
    """Which cases were opened by whom, of those that ``by`` may read."""
    readable = visibility.cases_worked_by(by).values("pk")
    return CaseReading.objects.filter(case__in=readable).select_related("by", "case")


def exports() -> QuerySet[DeskExport]:
    """What was taken away."""
    return DeskExport.objects.select_related("by")
