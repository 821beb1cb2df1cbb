"""The working lists beside the queue: releases, holds, what is owed after an emergency, and who has how much to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Q, QuerySet

from accounts.models import RoleAssignment, User
from disclosures.domain.moves import WORKED_ON, Status
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.models import Case, CaseAssignment, EmergencyFollowUp, Release
from disclosures.models.release import ReleaseQuerySet
from disclosures.policies import visibility
from disclosures.queries import queue, trouble

RECIPIENT = ("case__recipient_user", "case__recipient_organisation")


def live(by: User, *, at: datetime) -> QuerySet[Release]:
    """Releases whose recipient can open them now."""
    return _releases(by).lasting(at=at)


def ended(by: User, *, at: datetime) -> QuerySet[Release]:
    """Releases that nobody can open any more."""
    return _releases(by).exclude(pk__in=Release.objects.lasting(at=at).values("pk"))


def failed(by: User) -> QuerySet[Case]:
    """Cases whose release gave up, to be tried again or refused, each with the code of why."""
    failing = visibility.cases_worked_by(by).filter(status=Status.RELEASE_FAILED, approved_at__isnull=False)
    told = failing.annotate(why=trouble.CODE)
    return told.select_related("recipient_user", "recipient_organisation", "assignment__to")


def held(by: User, *, at: datetime) -> QuerySet[Case]:
    """Cases of which the member is not told yet, with the number of notices that wait for the end of the hold."""
    silent = visibility.cases_worked_by(by).filter(hold_until__gt=at)
    waiting = Count("notices", filter=Q(notices__sent_at__isnull=True, notices__due_at__gt=at))
    return silent.annotate(held_notices=waiting)


def follow_ups(by: User) -> QuerySet[EmergencyFollowUp]:
    """What is owed after an emergency: a review, a paper, or both."""
    cases = visibility.cases_worked_by(by).values("pk")
    owed = EmergencyFollowUp.objects.filter(Q(reviewed_at__isnull=True) | Q(instrument_ended_at__isnull=True))
    return owed.filter(release__case__in=cases).select_related("release__case")


def _releases(by: User) -> ReleaseQuerySet:
    mine = Release.objects.filter(case__in=visibility.cases_worked_by(by).values("pk"))
    return mine.select_related("grant", "case", *RECIPIENT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """How much one of the legal staff has to do."""

    key: int
    name: str
    roles: tuple[Role, ...]
    open: int
    late: int
    to_sign: int


def loads(by: User, *, at: datetime) -> list[Load]:
    """Of everybody of the legal staff who can act, who has most first; counts only, of cases that ``by`` may read."""
    roles = _roles()
    taken = _taken(by, at=at)
    to_sign = _waiting_by_role(by)
    people = User.objects.filter(pk__in=roles, is_active=True, suspended_at__isnull=True).order_by("name")
    found = [
        Load(
            key=person.pk,
            name=person.name,
            roles=tuple(role for role in Role if role in roles[person.pk]),
            open=taken.get(person.pk, (0, 0))[0],
            late=taken.get(person.pk, (0, 0))[1],
            to_sign=sum(to_sign.get(role, 0) for role in roles[person.pk]),
        )
        for person in people
    ]
    return sorted(found, key=lambda load: (-load.open, load.name))


def nobodys(by: User, *, at: datetime) -> tuple[int, int]:
    """How many open cases are nobody's work, and how many of them are late."""
    open_ = visibility.cases_worked_by(by).filter(status__in=queue.DECIDES, assignment__isnull=True)
    counted = open_.aggregate(all=Count("pk"), late=Count("pk", filter=_late(at)))
    return counted["all"], counted["late"]


def _late(at: datetime, before: str = "") -> Q:
    return Q(**{f"{before}status__in": [Status.TRIAGE, Status.REVIEW], f"{before}due_at__lte": at})


def _roles() -> Mapping[int, set[str]]:
    found: dict[int, set[str]] = {}
    for user, role in RoleAssignment.objects.filter(role__in=LEGAL_STAFF).values_list("user", "role"):
        found.setdefault(user, set()).add(role)
    return found


def _taken(by: User, *, at: datetime) -> Mapping[int, tuple[int, int]]:
    readable = visibility.cases_worked_by(by).filter(status__in=WORKED_ON).values("pk")
    counted = CaseAssignment.objects.filter(case__in=readable).values("to").order_by("to")
    rows = counted.annotate(all=Count("pk"), late=Count("pk", filter=_late(at, "case__")))
    return {row["to"]: (row["all"], row["late"]) for row in rows}


def _waiting_by_role(by: User) -> Mapping[str, int]:
    """How many cases wait for a signature of each role; the route and the number of signatures are the database's."""
    waiting = queue.in_review(by).values(step=F("route"), place=F("signed")).annotate(number=Count("pk")).order_by()
    found: dict[str, int] = {}
    for row in waiting:
        for role in queue.signers_at(row["step"], row["place"]):
            found[role] = found.get(role, 0) + row["number"]
    return found
