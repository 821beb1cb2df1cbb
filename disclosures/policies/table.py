"""Who may do what: one table of named predicates, denied by default (DESIGN 4, "Who else").

*When* something can be done is in ``domain.moves``; *who* is here and nowhere else. The order of refusals is fixed
(FORMAT): what the asker cannot see is ``not_found``, a role that may never is ``not_permitted``, and the two-person
rules are ``same_person``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounts.models import Consent, User
from disclosures.domain.errors import NotFound, NotPermitted, SamePerson
from disclosures.domain.roles import LEGAL_STAFF, SUPERVISORS, Role
from disclosures.domain.route import SIGNERS, StepName
from disclosures.models import Case, CaseAssignment, Complaint
from disclosures.policies import parties, visibility
from disclosures.policies.registers import READERS

Predicate = Callable[[User, Case], bool]


class Permission(StrEnum):
    """Everything somebody may do to a case."""

    SUBMIT = "submit"
    EDIT = "edit"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"
    APPEAL = "appeal"
    TAKE = "take"
    PUT_BACK = "put_back"
    HAND_OVER = "hand_over"
    ACCEPT = "accept"
    CHECK = "check"
    RETURN = "return"
    REFUSE = "refuse"
    NARROW = "narrow"
    SIGN = "sign"
    ANSWER = "answer"
    OBJECT = "object"
    OFFER_CHANNEL = "offer_channel"
    UPHOLD_OBJECTION = "uphold_objection"
    OVERRULE_OBJECTION = "overrule_objection"
    REVOKE = "revoke"
    REPORT_INCIDENT = "report_incident"
    RETRY = "retry"
    HOLD = "hold"
    END_HOLD = "end_hold"
    WRITE_FOR_DESK = "write_for_desk"
    WRITE_TO_DESK = "write_to_desk"
    ERASE_MESSAGE = "erase_message"
    NOTE = "note"
    RELAY = "relay"
    REVIEW_DRAWN = "review_drawn"
    REVIEW_EMERGENCY = "review_emergency"
    PRESENT_INSTRUMENT = "present_instrument"
    DECIDE_INSTRUMENT = "decide_instrument"
    GIVE_UP_INSTRUMENT = "give_up_instrument"
    PLACE_LEGAL_HOLD = "place_legal_hold"
    LIFT_LEGAL_HOLD = "lift_legal_hold"


def is_requester(by: User, case: Case) -> bool:
    """Who filed, or a colleague of the same organisation."""
    return by.pk == case.filed_by_id or (
        by.organisation_id is not None and by.organisation_id == case.requester_organisation_id
    )


def is_legal_staff(by: User, case: Case) -> bool:
    """Reviewer, counsel or privacy officer."""
    return bool(by.roles & LEGAL_STAFF)


def is_supervisor(by: User, case: Case) -> bool:
    """Counsel or privacy officer."""
    return bool(by.roles & SUPERVISORS)


def works_on_it(by: User, case: Case) -> bool:
    """Whose work the case is, or a supervisor."""
    if not is_legal_staff(by, case):
        return False
    return is_supervisor(by, case) or CaseAssignment.objects.filter(case=case, to__in=by.accounts).exists()


def is_privacy_officer(by: User, case: Case) -> bool:
    """A privacy officer."""
    return Role.PRIVACY_OFFICER in by.roles


def presents_papers(by: User, case: Case) -> bool:
    """Who asked, or one of the legal staff who enters a paper and is no party."""
    return is_requester(by, case) or (is_legal_staff(by, case) and not parties.is_party(by, case))


def is_any_signer(by: User, case: Case) -> bool:
    """Holds a role that signs some step; which step needs which role is in ``domain.route``."""
    return bool(by.roles & frozenset().union(*SIGNERS.values()))


def is_subject(by: User, case: Case) -> bool:
    """One of those whose data is asked."""
    return case.subjects.filter(subject=by).exists()


def is_requester_or_subject(by: User, case: Case) -> bool:
    """Either side of the case that the desk speaks with."""
    return is_requester(by, case) or is_subject(by, case)


@dataclass(frozen=True, slots=True)
class Policy:
    """Who may, and which two-person rules bar some of them."""

    may: Predicate
    barred: tuple[Predicate, ...] = ()


ROLES_OF: Mapping[Predicate, frozenset[Role]] = {
    is_legal_staff: LEGAL_STAFF,
    is_supervisor: SUPERVISORS,
    is_privacy_officer: frozenset({Role.PRIVACY_OFFICER}),
}
"""Which roles a predicate asks for, where it asks for nothing else: so that a refusal can say who can."""

NEITHER_FILER_NOR_PARTY: tuple[Predicate, ...] = (parties.filed, parties.is_party)

POLICIES: Mapping[Permission, Policy] = {
    Permission.SUBMIT: Policy(is_requester),
    Permission.EDIT: Policy(is_requester),
    Permission.RESUBMIT: Policy(is_requester),
    Permission.WITHDRAW: Policy(is_requester),
    Permission.APPEAL: Policy(is_requester),
    Permission.TAKE: Policy(is_legal_staff, NEITHER_FILER_NOR_PARTY),
    Permission.PUT_BACK: Policy(works_on_it),
    Permission.HAND_OVER: Policy(works_on_it, NEITHER_FILER_NOR_PARTY),
    Permission.ACCEPT: Policy(is_legal_staff, NEITHER_FILER_NOR_PARTY),
    Permission.CHECK: Policy(is_legal_staff, NEITHER_FILER_NOR_PARTY),
    Permission.RETURN: Policy(is_legal_staff, NEITHER_FILER_NOR_PARTY),
    Permission.REFUSE: Policy(is_legal_staff, (*NEITHER_FILER_NOR_PARTY, parties.decided_before)),
    Permission.NARROW: Policy(is_legal_staff, NEITHER_FILER_NOR_PARTY),
    Permission.SIGN: Policy(is_any_signer, (*NEITHER_FILER_NOR_PARTY, parties.edited_scope, parties.decided_before)),
    Permission.ANSWER: Policy(is_subject),
    Permission.OBJECT: Policy(is_subject),
    Permission.OFFER_CHANNEL: Policy(is_subject),
    Permission.UPHOLD_OBJECTION: Policy(is_supervisor, (*NEITHER_FILER_NOR_PARTY, parties.signed_anything)),
    Permission.OVERRULE_OBJECTION: Policy(is_supervisor, (*NEITHER_FILER_NOR_PARTY, parties.signed_anything)),
    Permission.REVOKE: Policy(is_legal_staff),
    Permission.REPORT_INCIDENT: Policy(is_legal_staff),
    Permission.RETRY: Policy(is_legal_staff, NEITHER_FILER_NOR_PARTY),
    Permission.HOLD: Policy(is_supervisor, NEITHER_FILER_NOR_PARTY),
    Permission.END_HOLD: Policy(is_supervisor, NEITHER_FILER_NOR_PARTY),
    Permission.WRITE_FOR_DESK: Policy(is_legal_staff, NEITHER_FILER_NOR_PARTY),
    Permission.WRITE_TO_DESK: Policy(is_requester_or_subject),
    Permission.ERASE_MESSAGE: Policy(is_supervisor, NEITHER_FILER_NOR_PARTY),
    Permission.NOTE: Policy(is_legal_staff, NEITHER_FILER_NOR_PARTY),
    Permission.RELAY: Policy(is_requester),
    Permission.PLACE_LEGAL_HOLD: Policy(is_supervisor, NEITHER_FILER_NOR_PARTY),
    Permission.LIFT_LEGAL_HOLD: Policy(is_supervisor, NEITHER_FILER_NOR_PARTY),
    Permission.REVIEW_EMERGENCY: Policy(is_supervisor, (*NEITHER_FILER_NOR_PARTY, parties.signed_anything)),
    Permission.PRESENT_INSTRUMENT: Policy(presents_papers),
    Permission.DECIDE_INSTRUMENT: Policy(is_supervisor, (*NEITHER_FILER_NOR_PARTY, parties.signed_anything)),
    Permission.GIVE_UP_INSTRUMENT: Policy(is_privacy_officer, (*NEITHER_FILER_NOR_PARTY, parties.signed_anything)),
    Permission.REVIEW_DRAWN: Policy(is_legal_staff, (*NEITHER_FILER_NOR_PARTY, parties.approved_engagement)),
}


def require(permission: Permission, *, by: User, case: Case, at: datetime) -> None:
    """Raises ``NotFound``, ``NotPermitted`` or ``SamePerson``, in this order; returns when ``by`` may."""
    if not visibility.sees(by, case, at=at):
        raise NotFound
    policy = POLICIES[permission]
    if not can_act(by) or not policy.may(by, case):
        raise NotPermitted(roles=ROLES_OF.get(policy.may, ()))
    if any(bars(by, case) for bars in policy.barred):
        raise SamePerson


def is_free(permission: Permission, *, by: User, case: Case) -> bool:
    """True when neither role nor two-person rule keeps ``by`` from it; what they may see is not asked."""
    policy = POLICIES[permission]
    return can_act(by) and policy.may(by, case) and not any(bars(by, case) for bars in policy.barred)


def who_is_free(permission: Permission, *, case: Case) -> list[User]:
    """The people of the desk who hold a role for it and whom no two-person rule keeps from it."""
    roles = ROLES_OF[POLICIES[permission].may]
    holders = User.objects.filter(role_assignments__role__in=roles, is_active=True, suspended_at__isnull=True)
    return [one for one in holders.distinct().order_by("pk") if is_free(permission, by=one, case=case)]


def require_signer(*, by: User, case: Case, step: StepName, wanted: frozenset[Role], at: datetime) -> Role:
    """As ``require`` for one step: the role the signature is given under, one of ``wanted``."""
    if not visibility.sees(by, case, at=at):
        raise NotFound
    roles = [role for role in Role if role in wanted and role in by.roles]
    if not can_act(by) or not roles:
        raise NotPermitted(roles=wanted)
    policy = POLICIES[Permission.SIGN]
    if any(bars(by, case) for bars in policy.barred) or parties.signed_already(by, case, step=step):
        raise SamePerson
    return roles[0]


def can_act(by: User) -> bool:
    """Neither suspended nor deactivated, nor is the organisation."""
    return by.can_act and (by.organisation is None or by.organisation.can_act)


def require_role(*roles: Role, by: User) -> None:
    """Raises ``NotPermitted`` unless ``by`` can act and holds one of ``roles``."""
    if not can_act(by) or not by.roles & set(roles):
        raise NotPermitted(roles=roles)


def require_data_subject(*, by: User) -> None:
    """Raises ``NotPermitted`` unless ``by`` can act and is somebody whose data the desk holds."""
    if not can_act(by) or not by.roles & {Role.MEMBER, Role.COMPLAINANT}:
        raise NotPermitted


def require_publisher(*, by: User) -> None:
    """A privacy officer publishes a new version of the policy or the agreement (P0b)."""
    require_role(Role.PRIVACY_OFFICER, by=by)


def require_consent_giver(*, by: User, consent: Consent) -> None:
    """Only the member withdraws their consent; its recipient may know of it, and who reads all records (P3a)."""
    if consent.subject_id == by.pk and can_act(by):
        return
    organisation = by.organisation_id is not None and by.organisation_id == consent.recipient_organisation_id
    if organisation or by.pk in {consent.recipient_user_id, consent.subject_id} or by.roles & READERS:
        raise NotPermitted
    raise NotFound


def require_complainant(*, by: User, complaint: Complaint) -> None:
    """Only the complainant; the respondent may know of the complaint, and who reads all records (P3e)."""
    if complaint.complainant_id == by.pk and can_act(by):
        return
    if by.pk in {complaint.complainant_id, complaint.respondent_id} or by.roles & READERS:
        raise NotPermitted
    raise NotFound
