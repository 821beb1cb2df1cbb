"""Who keeps the register of outsiders: enters, verifies, lets in, gives roles; no link of it is one person's (P3c)."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Membership, Organisation, RegisterValue, RoleGrant, User
from disclosures.domain.errors import NotFound, NotPermitted, SamePerson
from disclosures.domain.roles import GRANTED, LEGAL_STAFF, PUBLIC_BODIES, STAFF, Role
from disclosures.models import AgencyRequest, Case
from disclosures.policies import colleagues, registers
from disclosures.policies.table import can_act, require_role

GRANTERS = (Role.ADMINISTRATOR, Role.PRIVACY_OFFICER)
"""Who decides a staff role that an administrator asked for, and takes roles away."""


def require_registrar(*, by: User, organisation: Organisation | None = None) -> None:
    """Legal staff or an administrator enter and change an organisation, never one of its people (P3c)."""
    require_role(*LEGAL_STAFF, Role.ADMINISTRATOR, by=by)
    if organisation is not None and registers.is_of(by, organisation):
        raise SamePerson


def require_verifier(*, by: User, of: Organisation | User) -> None:
    """Legal staff: an organisation never by whose word a value of its entry is, an officer never by who let them in.

    Nor anybody for themselves or a colleague (P3c).
    """
    require_verification_ender(by=by, of=of)
    vouched = registers.approved_joining(by, of) if isinstance(of, User) else registers.entered(by, of)
    if vouched:
        raise SamePerson


def require_verification_ender(*, by: User, of: Organisation | User) -> None:
    """Legal staff, never a person of that organisation, nor the one verified, nor their colleague (P3c)."""
    require_role(*LEGAL_STAFF, by=by)
    if isinstance(of, User) and by.person == of.person:
        raise SamePerson
    organisation = of.organisation if isinstance(of, User) else of
    if organisation is not None and registers.is_of(by, organisation):
        raise SamePerson


def require_caller(*, by: User, case: Case) -> None:
    """A case's call-back is not entered by whose word the number is, nor by who verified the officer (P3c)."""
    authority = case.recipient_organisation
    if authority is not None and registers.entered(by, authority, RegisterValue.Field.PHONE):
        raise SamePerson
    if registers.verified(by, case.filed_by):
        raise SamePerson


def require_joiner(*, by: User, organisation: Organisation) -> None:
    """Anybody signed in but the desk's own staff and machines asks to join an organisation that is not suspended."""
    if not can_act(by) or by.roles & {*STAFF, Role.SERVICE} or not organisation.can_act:
        raise NotPermitted


def require_agency_asker(*, by: User) -> None:
    """Anybody signed in but the desk's own staff and machines asks that their agency be entered in the register."""
    if not can_act(by) or by.roles & {*STAFF, Role.SERVICE}:
        raise NotPermitted


def require_agency_refuser(*, by: User, asked: AgencyRequest) -> None:
    """Who keeps the register, never the one who asked by any account (P3c)."""
    require_registrar(by=by)
    if by.person == asked.user.person:
        raise SamePerson


def require_joining_decider(*, by: User, membership: Membership, at: datetime) -> None:
    """Legal staff, but for public bodies also a verified officer of it; never who joins, nor staff of it (P3c)."""
    _require_seen(membership, by=by, at=at)
    organisation = membership.organisation
    if by.roles & LEGAL_STAFF and can_act(by):
        if by.person == membership.user.person or registers.is_of(by, organisation):
            raise SamePerson
        return
    if not can_act(by) or organisation.kind in PUBLIC_BODIES or not _is_verified_officer(by, organisation, at=at):
        raise NotPermitted
    if by.person == membership.user.person:
        raise SamePerson


def require_membership_ender(*, by: User, membership: Membership, at: datetime) -> None:
    """Who leaves; an officer of the organisation whom staff verified; legal staff or an administrator."""
    _require_seen(membership, by=by, at=at)
    own = by.pk == membership.user_id
    kept = bool(by.roles & {*LEGAL_STAFF, Role.ADMINISTRATOR})
    if not can_act(by) or not (own or kept or _is_verified_officer(by, membership.organisation, at=at)):
        raise NotPermitted


def require_role_asker(*, by: User, user: User, role: Role) -> None:
    """An administrator for somebody else; to be a complainant without an organisation, everybody for themselves."""
    if role is Role.COMPLAINANT:
        if not can_act(by) or by.pk != user.pk or by.roles & {*STAFF, Role.SERVICE}:
            raise NotPermitted
        return
    require_role(Role.ADMINISTRATOR, by=by)
    if role not in GRANTED:
        raise NotPermitted
    if by.person == user.person:
        raise SamePerson


def require_role_decider(*, by: User, grant: RoleGrant) -> None:
    """A second person, not who would hold it: administrator or privacy officer, for a complainant any legal staff."""
    if not registers.role_grants_visible_to(by).filter(pk=grant.pk).exists():
        raise NotFound
    require_role(*GRANTERS, *(LEGAL_STAFF if grant.role == Role.COMPLAINANT else ()), by=by)
    if by.person in {grant.person, grant.asked_person}:
        raise SamePerson


def require_role_ender(*, by: User) -> None:
    """One administrator or privacy officer takes a role away; giving is what needs two."""
    require_role(*GRANTERS, by=by)


def _is_verified_officer(by: User, organisation: Organisation, *, at: datetime) -> bool:
    return colleagues.verified_home_of(by, at=at) == organisation.pk


def _require_seen(membership: Membership, *, by: User, at: datetime) -> None:
    if not registers.memberships_visible_to(by, at=at).filter(pk=membership.pk).exists():
        raise NotFound
