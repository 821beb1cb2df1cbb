"""Who may ask for a preservation, sign it, extend it and end it; nobody in whose affairs it is (P3c)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from accounts.models import User
from disclosures.domain.errors import NotFound, NotPermitted, SamePerson
from disclosures.domain.roles import LEGAL_STAFF, PUBLIC_BODIES, SUPERVISORS, Role
from disclosures.domain.route import SIGNERS, StepName
from disclosures.models import Preservation, PreservationDraft
from disclosures.policies import registers
from disclosures.policies.table import can_act, require_role


def require_preserver(*, by: User, roles: frozenset[Role]) -> None:
    """An officer of an authority or court, for it; whether both are verified is a fact, asked of each signature."""
    require_role(*roles, by=by)
    if by.organisation is None or by.organisation.kind not in PUBLIC_BODIES:
        raise NotPermitted


def require_preservation_writer(*, by: User, draft: PreservationDraft) -> None:
    """Who began to write it; to anybody else, colleagues and the desk among them, there is none (P3c)."""
    if draft.officer_id != by.pk:
        raise NotFound
    require_role(Role.AUTHORITY, by=by)


def require_preservation_requester(*, by: User, preservation: Preservation, at: datetime) -> None:
    """Who asked, or a colleague of the same authority whom staff verified; the desk may know of it, nobody else."""
    _require_seen(by, preservation, at=at)
    if not can_act(by) or by.organisation_id != preservation.authority_id or Role.AUTHORITY not in by.roles:
        raise NotPermitted
    if by.person != preservation.filer and not by.is_verified(at=at):
        raise NotPermitted


def require_preservation_signer(*, by: User, preservation: Preservation, step: StepName, at: datetime) -> Role:
    """Whoever holds a role of the step, has no part in it and signed no other step; the role it is given under."""
    _require_seen(by, preservation, at=at)
    wanted = SIGNERS[step]
    roles = [role for role in Role if role in wanted and role in by.roles]
    if not can_act(by) or not roles:
        raise NotPermitted(roles=wanted)
    _bar(by, preservation)
    if preservation.signatures.filter(person=by.person).exists():
        raise SamePerson
    return roles[0]


def require_preservation_refuser(*, by: User, preservation: Preservation, at: datetime) -> None:
    """One of the legal staff who has no part in it."""
    _require_seen(by, preservation, at=at)
    require_role(*LEGAL_STAFF, by=by)
    _bar(by, preservation)


def require_preservation_extender(*, by: User, preservation: Preservation, at: datetime) -> None:
    """Counsel or a privacy officer who has no part in it."""
    _require_seen(by, preservation, at=at)
    require_role(*SUPERVISORS, by=by)
    _bar(by, preservation)
    asker = preservation.extension_asked_by
    if asker is not None and by.person == asker.person:
        raise SamePerson


def _require_seen(by: User, preservation: Preservation, *, at: datetime) -> None:
    if not registers.preservations_visible_to(by, at=at).filter(pk=preservation.pk).exists():
        raise NotFound


def _bar(by: User, preservation: Preservation) -> None:
    """By natural person: the filer, whoever is of the authority, and those who are named or share a home with them."""
    if by.person == preservation.filer or registers.is_of(by, preservation.authority_id):
        raise SamePerson
    named = preservation.subjects.filter(subject__isnull=False)
    homes = User.objects.filter(person=by.person, organisation__isnull=False).values("organisation")
    if named.filter(Q(subject__person=by.person) | Q(subject__organisation__in=homes)).exists():
        raise SamePerson
