"""Who may lay files before the desk, who may read them, and who decides about one in quarantine.

Each side reads its own and nothing of the other's; the desk reads those of what it works on, never of an affair of
its own people.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import F, Model, Q, QuerySet

from accounts.models import User
from disclosures.domain.errors import NotFound, NotPermitted, SamePerson
from disclosures.domain.roles import LEGAL_STAFF, Role
from disclosures.models import Case, Complaint, Evidence, Finding, Grievance, Right
from disclosures.policies import colleagues, parties, visibility
from disclosures.policies.registers import (
    READERS,
    complaints_visible_to,
    findings_visible_to,
    rights_read_at_desk,
    rights_visible_to,
)
from disclosures.policies.table import can_act, is_requester, is_subject, require_role

Thing: TypeAlias = Case | Complaint | Finding | Grievance | Right
"""What files can belong to."""


def evidence_visible_to(by: User, *, at: datetime) -> QuerySet[Evidence]:
    """What ``by`` laid before the desk, or a colleague for their organisation; for readers, what the desk works on."""
    own = Q(uploaded_by__in=by.accounts) & (
        Q(organisation__isnull=True) | Q(uploaded_by__organisation=F("organisation"))
    )
    home = colleagues.home_of(by, at=at)
    if home is not None:
        own |= Q(organisation=home)
    if by.roles & READERS:
        own |= _worked_by(by)
    return Evidence.objects.filter(own)


def evidence_worked_by(by: User) -> QuerySet[Evidence]:
    """What belongs to things whose parties ``by`` is none of: what somebody of the desk may work on."""
    return Evidence.objects.filter(_worked_by(by))


def evidence_for(by: User, *, evidence_id: UUID, at: datetime) -> Evidence:
    """The file, when ``by`` may read it; ``NotFound`` otherwise, whether it exists or not."""
    related = ("box__case", "box__complaint", "box__finding", "box__grievance", "box__right", "uploaded_by", "key")
    found = evidence_visible_to(by, at=at).filter(pk=evidence_id).select_related(*related).first()
    if found is None:
        raise NotFound
    return found


def _worked_by(by: User) -> Q:
    """In boxes of things whose parties ``by`` is none of, by any account."""
    mine = by.accounts
    complaints = Complaint.objects.exclude(Q(complainant__in=mine) | Q(respondent__in=mine, respondent__isnull=False))
    findings = Finding.objects.exclude(Q(member__in=mine) | Q(pk__in=_injuring(mine)))
    return (
        Q(box__case__in=visibility.cases_worked_by(by).values("pk"))
        | Q(box__complaint__in=complaints.values("pk"))
        | Q(box__finding__in=findings.values("pk"))
        | Q(box__right__in=rights_read_at_desk(by).exclude(owner__in=mine).values("pk"))
    )


def _injuring(accounts: frozenset[int]) -> QuerySet[Any, Any]:
    return Finding.objects.filter(injured__in=accounts).values("pk")


def require_evidence_adder(*, by: User, thing: Thing, at: datetime) -> None:
    """The parties who are heard, each for themselves, and legal staff who are no party (P3c to P3f)."""
    circle = CIRCLES[type(thing)]
    if not circle.sees(by, thing, at):
        raise NotFound
    is_heard = circle.hears(by, thing)
    if not can_act(by) or not (is_heard or by.roles & LEGAL_STAFF):
        raise NotPermitted(roles=LEGAL_STAFF)
    if not is_heard and circle.is_party(by, thing):
        raise SamePerson


def require_evidence_decider(*, by: User, evidence: Evidence, at: datetime) -> None:
    """A privacy officer who did not bring the file and is no party to what it belongs to."""
    if not evidence_visible_to(by, at=at).filter(pk=evidence.pk).exists():
        raise NotFound
    require_role(Role.PRIVACY_OFFICER, by=by)
    if by.person == evidence.uploaded_by.person or not evidence_worked_by(by).filter(pk=evidence.pk).exists():
        raise SamePerson


def require_evidence_bringer(*, by: User, evidence: Evidence, at: datetime) -> None:
    """Who brought the file, or a colleague who shares the organisation for which they did, while they can act."""
    home = colleagues.home_of(by, at=at)
    if evidence.uploaded_by_id != by.pk and (home is None or home != evidence.organisation_id):
        raise NotFound
    if not can_act(by):
        raise NotPermitted


@dataclass(frozen=True, slots=True)
class Circle:
    """Around a thing: who may know that it is there, which parties are heard, and who is one at all."""

    sees: Callable[[User, Any, datetime], bool]
    hears: Callable[[User, Any], bool]
    is_party: Callable[[User, Any], bool]


CIRCLES: Mapping[type[Model], Circle] = {
    Case: Circle(
        sees=lambda by, case, at: visibility.sees(by, case, at=at),
        hears=lambda by, case: is_requester(by, case) or is_subject(by, case),
        is_party=parties.is_party,
    ),
    Complaint: Circle(
        sees=lambda by, complaint, _: complaints_visible_to(by).filter(pk=complaint.pk).exists(),
        hears=lambda by, complaint: by.pk in {complaint.complainant_id, complaint.respondent_id},
        is_party=lambda by, complaint: _is_one_of(by, complaint.complainant, complaint.respondent),
    ),
    Finding: Circle(
        sees=lambda by, finding, _: findings_visible_to(by).filter(pk=finding.pk).exists(),
        hears=lambda by, finding: by.pk == finding.member_id,
        is_party=lambda by, finding: _is_one_of(by, finding.member, *finding.injured.all()),
    ),
    Grievance: Circle(
        sees=lambda by, grievance, _: by.pk == grievance.complainant_id,
        hears=lambda by, grievance: by.pk == grievance.complainant_id,
        is_party=lambda by, grievance: _is_one_of(by, grievance.complainant),
    ),
    Right: Circle(
        sees=lambda by, right, _: rights_visible_to(by).filter(pk=right.pk).exists(),
        hears=lambda by, right: by.pk == right.owner_id,
        is_party=lambda by, right: _is_one_of(by, right.owner),
    ),
}


def _is_one_of(by: User, *sides: User | None) -> bool:
    return any(side is not None and side.person == by.person for side in sides)
