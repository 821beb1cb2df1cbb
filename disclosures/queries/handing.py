"""To whom a case can be given, and what one colleague has to do: for those who share the work out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import RoleAssignment, User
from disclosures import policies
from disclosures.domain.errors import NotFound
from disclosures.domain.moves import WORKED_ON
from disclosures.domain.roles import LEGAL_STAFF
from disclosures.models import Case, CaseAssignment
from disclosures.policies import Permission, visibility
from disclosures.queries import queue
from disclosures.queries.queue import Wanted

MOST = 100
"""Of one colleague's open cases, the most pressing."""
MOST_UNASSIGNED = 20
"""Of what nobody has taken, as above."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who could take a case, how many open cases are their work, and whether this one is."""

    user: User
    open: int
    has_it: bool


def colleagues(case: Case, *, by: User) -> list[Colleague]:
    """Everybody who could take the case, who has least first; of what they have, only cases that ``by`` may read.

    A number that counts a case about the reader would tell of it what a hold keeps (DESIGN 5.10).
    """
    held = CaseAssignment.objects.filter(case=case).values_list("to__person", flat=True).first()
    free = policies.who_is_free(Permission.TAKE, case=case)
    readable = visibility.cases_worked_by(by).filter(status__in=WORKED_ON).values("pk")
    work = CaseAssignment.objects.filter(to__in=free, case__in=readable)
    has = dict(work.values_list("to").order_by("to").annotate(number=Count("pk")))
    found = [Colleague(one, has.get(one.pk, 0), one.person == held) for one in free]
    return sorted(found, key=lambda one: (one.open, one.user.name))


def colleague(key: int) -> User:
    """Somebody of the legal staff who can act; ``NotFound`` for anybody else."""
    of_the_desk = RoleAssignment.objects.filter(user=OuterRef("pk"), role__in=LEGAL_STAFF)
    found = User.objects.filter(Exists(of_the_desk), pk=key, is_active=True, suspended_at__isnull=True).first()
    if found is None:
        raise NotFound
    return found


def work_of(one: User, *, by: User, at: datetime) -> QuerySet[Case]:
    """Their open cases, as far as ``by`` may read them; what is due first comes first."""
    return queue.rows(by, Wanted(tab="open"), at=at).filter(assignment__to=one)[:MOST]


def unassigned(*, by: User, at: datetime) -> QuerySet[Case]:
    """What nobody has taken, whoever it is to be given to: who may take a case is told on that case's own page.

    A list of what one colleague could take would tell who compares it of what they are a party to (decision 0080).
    """
    return queue.rows(by, Wanted(tab="unassigned"), at=at)[:MOST_UNASSIGNED]
