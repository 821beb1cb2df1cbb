"""Who may act on the records that cases stand on, and whom the two-person rules bar (DESIGN 4, 5.3).

The order of refusals is everywhere the same: what the asker cannot see is ``not_found``, a role that may never is
``not_permitted``, a person barred is ``same_person``.
"""

from __future__ import annotations

from accounts.models import Token, User
from disclosures.domain.errors import MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.domain.roles import LEGAL_STAFF, STAFF, SUPERVISORS, Role
from disclosures.domain.words import _
from disclosures.models import (
    Attestation,
    Case,
    Complaint,
    Destruction,
    Engagement,
    Finding,
    Grievance,
    Incident,
    MisuseReport,
    MisuseSignature,
    Notice,
    Relay,
    Right,
)
from disclosures.policies import parties, registers, visibility
from disclosures.policies.table import can_act, require_role

TOKEN_HOLDERS = frozenset({Role.MEMBER, Role.COMPLAINANT, Role.AUTHORITY, Role.PARTNER})
"""Who makes tokens for machines of their own."""
APPROVERS = (Role.REVIEWER, Role.PRIVACY_OFFICER)
"""Who approves an engagement, one each (P3b)."""


def require_engagement_signer(*, by: User, engagement: Engagement) -> Role:
    """A reviewer and a privacy officer, neither its proposer nor of the partner; the role that is still free (P3b)."""
    if not registers.engagements_visible_to(by).filter(pk=engagement.pk).exists():
        raise NotFound
    require_role(*APPROVERS, by=by)
    proposer = engagement.proposed_by
    if proposer is not None and proposer.person == by.person:
        raise SamePerson
    if registers.is_of(by, engagement.partner) or engagement.signatures.filter(person=by.person).exists():
        raise SamePerson
    signed = set(engagement.signatures.values_list("role", flat=True))
    free = [role for role in APPROVERS if role in by.roles and role not in signed]
    if not free:
        raise MoveNotAllowed(_("Your role has signed this engagement already."))
    return free[0]


def require_token_maker(*, by: User, holder: User) -> None:
    """Outside people for themselves, an administrator for a service account; never by a token of an engagement.

    Who works for the desk has none: a token would be a way past the second factor.
    """
    if not can_act(by) or by.reach is not None:
        raise NotPermitted
    if holder.pk != by.pk:
        require_role(Role.ADMINISTRATOR, by=by)
        if holder.roles != {Role.SERVICE} or not can_act(holder):
            raise NotPermitted(_("An administrator makes tokens for service accounts only."))
    elif by.roles & STAFF or not by.roles & TOKEN_HOLDERS:
        raise NotPermitted


def require_token_ender(*, by: User, token: Token) -> None:
    """Its person, an administrator, or for a token of an engagement a privacy officer."""
    _require_seen(registers.tokens_visible_to(by).filter(pk=token.pk).exists())
    if not can_act(by):
        raise NotPermitted


def require_in_reach(*, by: User, engagement: object) -> None:
    """Anybody, but with a token of an engagement only what is filed under that one, by its name (P2a)."""
    if by.reach is not None and engagement != by.reach.name:
        raise NotPermitted(_("This token files under its own engagement only, and names it."))


def require_qualifier(*, by: User, right: Right) -> None:
    """A reviewer who is neither its owner nor of the owner's organisation (P3e)."""
    _require_seen(registers.rights_visible_to(by).filter(pk=right.pk).exists())
    require_role(Role.REVIEWER, by=by)
    _bar(by, right.owner)


def require_disqualifier(*, by: User, right: Right) -> None:
    """Legal staff who are neither its owner nor of the owner's organisation (P3e)."""
    _require_seen(registers.rights_visible_to(by).filter(pk=right.pk).exists())
    require_role(*LEGAL_STAFF, by=by)
    _bar(by, right.owner)


def require_right_holder(*, by: User, right: Right) -> None:
    """Only who registered it gives it up; staff may know of it, nobody else (P3e)."""
    _require_seen(registers.rights_visible_to(by).filter(pk=right.pk).exists())
    if right.owner_id != by.pk or not can_act(by):
        raise NotPermitted


def require_respondent(*, by: User, complaint: Complaint) -> None:
    """The one complained about; the complainant and staff may know of the complaint, nobody else (P3e)."""
    _require_seen(registers.complaints_visible_to(by).filter(pk=complaint.pk).exists())
    if complaint.respondent_id != by.pk or not can_act(by):
        raise NotPermitted


def require_grievance_writer(*, by: User, grievance: Grievance) -> None:
    """Who began to write it; to anybody else, the desk among them, there is no such complaint (P3e)."""
    _require_seen(grievance.complainant_id == by.pk)
    require_role(Role.COMPLAINANT, by=by)


def require_complaint_writer(*, by: User, complaint: Complaint) -> None:
    """Legal staff who are neither side nor of the complainant's organisation write for the desk (P3e)."""
    _require_free_of(complaint, by=by, roles=LEGAL_STAFF)


def require_complaint_eraser(*, by: User, complaint: Complaint) -> None:
    """Counsel or privacy officer, neither side nor of the complainant's organisation (P3e)."""
    _require_free_of(complaint, by=by, roles=SUPERVISORS)


def _require_free_of(complaint: Complaint, *, by: User, roles: frozenset[Role]) -> None:
    _require_seen(registers.complaints_visible_to(by).filter(pk=complaint.pk).exists())
    require_role(*roles, by=by)
    _bar(by, complaint.complainant)
    if complaint.respondent is not None:
        _bar(by, complaint.respondent)


def require_complaint_closer(*, by: User, complaint: Complaint) -> None:
    """Legal staff who are neither side nor of the complainant's organisation (P3e)."""
    _require_seen(registers.complaints_visible_to(by).filter(pk=complaint.pk).exists())
    require_role(*LEGAL_STAFF, by=by)
    _bar(by, complaint.complainant)
    if complaint.respondent is not None:
        _bar(by, complaint.respondent)


def require_finder(*, by: User, member: User) -> None:
    """A reviewer decides that a member broke a rule, never about themselves (P3d)."""
    require_role(Role.REVIEWER, by=by)
    _bar(by, member)


def require_found_member(*, by: User, finding: Finding) -> None:
    """Only the member found appeals; the injured and staff may know of the finding, nobody else (P3d)."""
    _require_seen(registers.findings_visible_to(by).filter(pk=finding.pk).exists())
    if finding.member_id != by.pk or not can_act(by):
        raise NotPermitted


def require_appeal_decider(*, by: User, finding: Finding) -> None:
    """Legal staff, but not who decided, by any account, nor the member, nor the injured (P3d)."""
    _require_seen(registers.findings_visible_to(by).filter(pk=finding.pk).exists())
    require_role(*LEGAL_STAFF, by=by)
    _bar(by, finding.member)
    if finding.decided_by is not None and finding.decided_by.person == by.person:
        raise SamePerson
    if finding.injured.filter(person=by.person).exists():
        raise SamePerson


def require_case_reader(*, by: User, case: Case) -> None:
    """Who works here and is no party reads what the desk keeps about a case; auditors only read."""
    require_role(*registers.READERS, by=by)
    if not visibility.cases_worked_by(by).filter(pk=case.pk).exists():
        raise SamePerson


def require_relayed(*, by: User, relay: Relay) -> None:
    """Only the one to whom a message is passed on answers it (P3f)."""
    _require_seen(relay.to_id == by.pk)
    if not can_act(by):
        raise NotPermitted


def require_mail_system(*, by: User) -> None:
    """The machine client through which the mail system says what came back."""
    require_role(Role.SERVICE, by=by)


def require_teller(*, by: User, notice: Notice) -> None:
    """Legal staff deal with a notice that did not arrive; of a case, those who are no party to it."""
    _require_seen(visibility.notices_worked_by(by).filter(pk=notice.pk).exists())
    require_role(*LEGAL_STAFF, by=by)


def require_misuse_decider(*, by: User, report: MisuseReport, verdict: MisuseSignature.Verdict) -> Role:
    """Counsel and privacy officer, one each, neither reporter nor reported nor of theirs, who signed nothing for it.

    The role that is still free for this verdict (P2b).
    """
    require_role(*SUPERVISORS, by=by)
    _bar(by, report.by)
    if report.against_user is not None:
        _bar(by, report.against_user)
    if report.against_organisation is not None and registers.is_of(by, report.against_organisation):
        raise SamePerson
    if report.signatures.filter(person=by.person).exists():
        raise SamePerson
    signed = set(report.signatures.filter(verdict=verdict).values_list("role", flat=True))
    free = [role for role in sorted(SUPERVISORS) if role in by.roles and role not in signed]
    if not free:
        raise NotPermitted(_("Your role has signed this already: one counsel and one privacy officer sign."))
    return free[0]


def require_attester(*, by: User, attestation: Attestation) -> None:
    """A person of the partner, by name; never by a token of the engagement (P3b)."""
    _require_seen(registers.attestations_visible_to(by).filter(pk=attestation.pk).exists())
    require_role(Role.PARTNER, by=by)
    if by.organisation_id != attestation.engagement.partner_id or by.reach is not None:
        raise NotPermitted


def require_attestation_keeper(*, by: User, attestation: Attestation) -> None:
    """A privacy officer who is not of the partner by any account (P3b)."""
    _require_seen(registers.attestations_visible_to(by).filter(pk=attestation.pk).exists())
    require_role(Role.PRIVACY_OFFICER, by=by)
    if registers.is_of(by, attestation.engagement.partner):
        raise SamePerson


def require_incident_officer(*, by: User, incident: Incident) -> None:
    """A privacy officer who neither filed nor signed nor is a party in the case of the release that went wrong."""
    _require_seen(registers.incidents_visible_to(by).filter(pk=incident.pk).exists())
    require_role(Role.PRIVACY_OFFICER, by=by)
    if parties.signed_anything(by, incident.release.case):
        raise SamePerson


def require_destruction_signer(*, by: User, destruction: Destruction) -> Role:
    """Counsel and privacy officer, one each, who are two people; the role that is still free."""
    _require_seen(registers.destructions_visible_to(by).filter(pk=destruction.pk).exists())
    require_role(*SUPERVISORS, by=by)
    if destruction.signatures.filter(person=by.person).exists():
        raise SamePerson
    signed = set(destruction.signatures.values_list("role", flat=True))
    free = [role for role in sorted(SUPERVISORS) if role in by.roles and role not in signed]
    if not free:
        raise MoveNotAllowed(_("Your role has signed this list already."))
    return free[0]


def _require_seen(seen: bool) -> None:  # noqa: FBT001 - a fact, not a switch
    if not seen:
        raise NotFound


def _bar(by: User, party: User) -> None:
    """Nobody decides about themselves, or, outside the desk's own staff, about a colleague."""
    if by.person == party.person:
        raise SamePerson
    if party.organisation is not None and not party.roles & STAFF and registers.is_of(by, party.organisation):
        raise SamePerson
