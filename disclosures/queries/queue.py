"""The cases of the desk in tabs: whose work they are, what waits for whom, what is late. Each tab is a filter.

A page costs the same queries however many cases there are: one that counts all tabs, one for the rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from disclosures.domain.moves import WORKED_ON, Status
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.domain.route import SIGNERS, StepName
from disclosures.domain.words import _
from disclosures.models import Case, CaseNote, Grant, Signature
from disclosures.policies import visibility

DECIDES = frozenset({Status.TRIAGE, Status.REVIEW, Status.RELEASE_FAILED})
"""Where the desk itself is to act."""
OVER = frozenset({Status.CLOSED, Status.REFUSED, Status.WITHDRAWN})
ENDING = timedelta(days=7)
"""An access that ends within this is shown as ending."""
LONGEST_ROUTE = 6


@dataclass(frozen=True, slots=True)
class Tab:
    """One part of the queue. ``counted`` is false where only the whole history could say how many."""

    name: str
    says: str
    where: Callable[[User, datetime], Q]
    counted: bool = True
    alerts: bool = False


def _open(by: User, at: datetime) -> Q:
    return Q(status__in=WORKED_ON)


def _mine(by: User, at: datetime) -> Q:
    return Q(status__in=WORKED_ON, assignment__to__in=by.accounts)


def _unassigned(by: User, at: datetime) -> Q:
    return Q(status__in=DECIDES, assignment__isnull=True)


def _to_sign(by: User, at: datetime) -> Q:
    """In review, at a step that one of my roles signs, and I neither filed, narrowed nor signed it."""
    steps = [step for step in StepName if SIGNERS[step] & by.roles]
    if not steps:
        return Q(pk__in=[])
    due = [Q(signed=place, **{f"route__{place}__in": steps}) for place in range(LONGEST_ROUTE)]
    mine = Q(pk__in=Signature.objects.live().filter(person=by.person).values("case"))
    cut = Q(pk__in=Case.objects.filter(narrowings__person=by.person, status=Status.REVIEW).values("pk"))
    return Q(status=Status.REVIEW) & reduce(or_, due) & ~mine & ~cut & ~Q(filed_by__in=by.accounts)


def _mentioned(by: User, at: datetime) -> Q:
    noted = CaseNote.objects.filter(mentions__in=by.accounts, erased_at__isnull=True)
    return Q(status__in=WORKED_ON, pk__in=noted.values("case"))


def _held(by: User, at: datetime) -> Q:
    return Q(status__in=WORKED_ON, hold_until__gt=at)


def _late(by: User, at: datetime) -> Q:
    return Q(status__in=[Status.TRIAGE, Status.REVIEW], due_at__lte=at)


def _ending(by: User, at: datetime) -> Q:
    soon = Grant.objects.filter(closed_at__isnull=True, until__gt=at, until__lte=at + ENDING)
    return Q(status=Status.RELEASED, pk__in=soon.values("release__case"))


def _over(by: User, at: datetime) -> Q:
    return Q(status__in=OVER)


def _released(by: User, at: datetime) -> Q:
    return Q(status=Status.RELEASED)


TABS: Mapping[str, Tab] = {
    tab.name: tab
    for tab in (
        Tab("mine", _("My work"), _mine),
        Tab("unassigned", _("Unassigned"), _unassigned),
        Tab("sign", _("Waiting for my signature"), _to_sign),
        Tab("mentioned", _("Mentioned"), _mentioned),
        Tab("held", _("On hold"), _held),
        Tab("late", _("Late"), _late, alerts=True),
        Tab("ending", _("Access ending"), _ending),
        Tab("open", _("All open"), _open),
        Tab("released", _("Released"), _released, counted=False),
        Tab("closed", _("Closed"), _over, counted=False),
    )
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which part of the queue: a tab, and what its rows must have; empty words ask for nothing."""

    tab: str
    basis: str = ""
    status: str = ""

    @property
    def where(self) -> Q:
        """The filters beside the tab."""
        return Q(**{name: word for name, word in (("basis", self.basis), ("status", self.status)) if word})


def counts(by: User, *, at: datetime) -> dict[str, int]:
    """How many cases each counted tab holds, in one query."""
    alive = _cases(by).filter(_open(by, at) | _ending(by, at))
    found: dict[str, int] = alive.aggregate(
        **{tab.name: Count("pk", filter=tab.where(by, at)) for tab in TABS.values() if tab.counted}
    )
    return found


def rows(by: User, wanted: Wanted, *, at: datetime) -> QuerySet[Case]:
    """The cases of one tab: what is due first comes first, what is over by when it was decided."""
    related = ("filed_by", "recipient_user", "recipient_organisation", "assignment__to")
    over = wanted.tab in {"closed", "released"}
    order = (F("decided_at").desc(nulls_last=True),) if over else (F("due_at").asc(nulls_last=True),)
    found = _cases(by).filter(TABS[wanted.tab].where(by, at), wanted.where)
    until = Grant.objects.filter(release__case=OuterRef("pk")).order_by("-pk").values("until")[:1]
    return found.select_related(*related).annotate(access_until=Subquery(until)).order_by(*order, "-pk")


def next_for(by: User, *, at: datetime) -> list[Case]:
    """The most pressing cases that nobody works on, for somebody who takes the next one."""
    return list(rows(by, Wanted(tab="unassigned"), at=at)[:5])


def works(by: User) -> bool:
    """True for who takes cases; an auditor only reads."""
    return bool(by.roles & LEGAL_STAFF)


def roles_due(case: Any) -> tuple[Role, ...]:
    """With whom a row of the queue is: the roles that sign its next step."""
    return signers_at(case.route, case.signed) if case.status == Status.REVIEW else ()


def signers_at(route: Sequence[str], place: int) -> tuple[Role, ...]:
    """The roles that sign one place of a route; none behind its end."""
    if place >= len(route):
        return ()
    return tuple(role for role in Role if role in SIGNERS[StepName(route[place])])


def in_review(by: User) -> QuerySet[Case]:
    """The cases in review with the number of signatures that stand, joined to nothing."""
    return _cases(by).filter(status=Status.REVIEW)


def _cases(by: User) -> QuerySet[Case]:
    """With the number of signatures that stand."""
    standing = (
        Signature.objects.live()
        .filter(case=OuterRef("pk"), version=OuterRef("version"))
        .order_by()
        .values("case")
        .annotate(number=Count("pk"))
        .values("number")
    )
    return visibility.cases_read_at_desk_by(by).annotate(signed=Coalesce(Subquery(standing), 0))
