"""Who may know of the records that cases stand on; a stranger's 404 is the same as nothing's (DESIGN 5.9)."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from accounts.models import Consent, Membership, Organisation, RegisterValue, RoleGrant, Token, User, Verification
from disclosures.domain.errors import NotFound
from disclosures.domain.roles import LEGAL_STAFF, STAFF, SUPERVISORS, Role
from disclosures.models import (
    Attestation,
    Case,
    Complaint,
    Destruction,
    Engagement,
    Finding,
    Incident,
    LegalHold,
    MisuseReport,
    Preservation,
    PreservedSubject,
    Release,
    Right,
)
from disclosures.policies import colleagues, visibility

Row = TypeVar("Row", bound=Model)
READERS = frozenset({*LEGAL_STAFF, Role.AUDITOR})
"""Staff who see every record; auditors only read."""
KEEPERS = frozenset({*READERS, Role.ADMINISTRATOR, Role.SERVICE})
"""Who sees engagements and orders: staff and the platform's own machine client."""
MISUSE_READERS = frozenset({*SUPERVISORS, Role.AUDITOR})
"""Who reads every report of misuse: those who decide, and auditors."""


def consents_visible_to(by: User) -> QuerySet[Consent]:
    """A member's own; staff see all. A recipient learns of one by a release, not before (DESIGN 5.9)."""
    return Consent.objects.all() if by.roles & READERS else Consent.objects.filter(subject=by)


def engagements_visible_to(by: User) -> QuerySet[Engagement]:
    """A partner's people see their own contracts; with a token of one contract, that one."""
    if by.reach is not None:
        return Engagement.objects.filter(pk=by.reach.engagement_id)
    if by.roles & KEEPERS:
        return Engagement.objects.all()
    return Engagement.objects.filter(partner=by.organisation_id or 0)


def rights_visible_to(by: User) -> QuerySet[Right]:
    """An owner sees their own; the desk all but those on which somebody complains about the reader (DESIGN 5.10)."""
    return rights_read_at_desk(by) if by.roles & READERS else Right.objects.filter(owner=by)


def rights_read_at_desk(by: User) -> QuerySet[Right]:
    """A respondent learns of the complainant what is released and no more (P3e), also who works here, by any account.

    Nor do they take back the right on which they are complained about.
    """
    against = Complaint.objects.filter(respondent__in=by.accounts)
    return Right.objects.exclude(pk__in=against.values("right"))


def complaints_visible_to(by: User) -> QuerySet[Complaint]:
    """Both sides see that there is one; what each may read of it is the presenter's affair."""
    if by.roles & READERS:
        return Complaint.objects.all()
    return Complaint.objects.filter(Q(complainant=by) | Q(respondent=by))


def findings_visible_to(by: User) -> QuerySet[Finding]:
    """The member found, and those whom the finding names as injured; to anybody else there is no such finding (P3d)."""
    if by.roles & READERS:
        return Finding.objects.all()
    return Finding.objects.filter(Q(member=by) | Q(injured=by)).distinct()


def memberships_visible_to(by: User, *, at: datetime) -> QuerySet[Membership]:
    """One's own; a verified officer sees those of the organisation; staff see all."""
    if by.roles & {*READERS, Role.ADMINISTRATOR}:
        return Membership.objects.all()
    home = colleagues.verified_home_of(by, at=at)
    ours = Q(organisation=home) if home is not None else Q()
    return Membership.objects.filter(Q(user=by) | ours)


def role_grants_visible_to(by: User) -> QuerySet[RoleGrant]:
    """One's own; staff see all."""
    return RoleGrant.objects.all() if by.roles & STAFF else RoleGrant.objects.filter(user=by)


def misuse_reports_visible_to(by: User) -> QuerySet[MisuseReport]:
    """The reporter's own; those who decide, and auditors, see all. The reported see none, whatever they are (P2b)."""
    if not by.roles & MISUSE_READERS:
        return MisuseReport.objects.filter(by=by)
    homes = User.objects.filter(pk__in=by.accounts, organisation__isnull=False).values("organisation")
    about_them = Q(against_user__in=by.accounts) | Q(against_organisation__in=homes)
    return MisuseReport.objects.exclude(pk__in=MisuseReport.objects.filter(about_them).values("pk"))


def attestations_visible_to(by: User) -> QuerySet[Attestation]:
    """A partner's people see what they owe; legal staff and auditors see all (P3b)."""
    if by.roles & READERS:
        return Attestation.objects.all()
    return attestations_of_partner(by)


def attestations_of_partner(by: User) -> QuerySet[Attestation]:
    """What the organisation of ``by`` owes and gave as a partner (P3b)."""
    return Attestation.objects.filter(engagement__partner=by.organisation_id or 0)


def incidents_visible_to(by: User) -> QuerySet[Incident]:
    """Legal staff and auditors, of cases to which they are no party by any account (DESIGN 5.10)."""
    if not by.roles & READERS:
        return Incident.objects.none()
    return Incident.objects.filter(release__case__in=visibility.cases_worked_by(by).values("pk"))


def destructions_visible_to(by: User) -> QuerySet[Destruction]:
    """Legal staff and auditors know of every list; which cases stand on it each reads without their own affairs."""
    return Destruction.objects.all() if by.roles & READERS else Destruction.objects.none()


def legal_holds_visible_to(by: User) -> QuerySet[LegalHold]:
    """Legal staff and auditors, of cases to which they are no party by any account (DESIGN 5.10)."""
    if not by.roles & READERS:
        return LegalHold.objects.none()
    return LegalHold.objects.filter(case__in=visibility.cases_worked_by(by).values("pk"))


def tokens_visible_to(by: User) -> QuerySet[Token]:
    """One's own; administrators see all, privacy officers those of engagements. Nobody sees a secret."""
    if Role.ADMINISTRATOR in by.roles:
        return Token.objects.all()
    mine = Q(user=by)
    return Token.objects.filter(mine | Q(bond__isnull=False) if Role.PRIVACY_OFFICER in by.roles else mine)


def preservations_visible_to(by: User, *, at: datetime) -> QuerySet[Preservation]:
    """An officer sees their own, and once called back the authority's; for the desk as ``preservations_at_desk``."""
    if by.roles & READERS:
        return preservations_at_desk(by)
    if Role.AUTHORITY not in by.roles or by.organisation_id is None or by.reach is not None:
        return Preservation.objects.none()
    ours = Preservation.objects.filter(authority=by.organisation_id)
    return ours if colleagues.home_of(by, at=at) is not None else ours.filter(filed_by__in=by.accounts)


def preservations_at_desk(by: User) -> QuerySet[Preservation]:
    """The desk sees all in which the reader is not named, by any account (DESIGN 5.10)."""
    if not by.roles & READERS:
        return Preservation.objects.none()
    named = PreservedSubject.objects.filter(preservation=OuterRef("pk"), subject__in=by.accounts)
    return Preservation.objects.filter(~Exists(named))


def preservations_shown_to_subject(by: User, *, at: datetime) -> QuerySet[Preservation]:
    """What was kept of ``by`` and is over, unless a hold of a case that stood on it hides it (P3c, DESIGN 5.10)."""
    holding = Case.objects.filter(preservation=OuterRef("pk"), hold_until__gt=at)
    over = Preservation.objects.filter(kept_from__isnull=False, ended_at__lte=at, subjects__subject=by)
    return over.filter(~Exists(holding))


def releases_shown_to_subject(by: User, *, at: datetime) -> QuerySet[Release]:
    """Every release about ``by`` that no hold hides at ``at``; what a hold hides is not there at all (DESIGN 5.10)."""
    return Release.objects.filter(case__subjects__subject=by, released_at__lte=at).filter(
        Q(hidden_until__isnull=True) | Q(hidden_until__lte=at)
    )


def only(rows: QuerySet[Row], **names: object) -> Row:
    """The one row of this name among those visible; ``NotFound`` otherwise, whether it exists or not."""
    readable = all(name.isprintable() for name in names.values() if isinstance(name, str))
    found = rows.filter(**names).first() if readable else None
    if found is None:
        raise NotFound
    return found


def is_of(by: User, organisation: Organisation | int) -> bool:
    """True when this natural person belongs to the organisation by any account."""
    return User.objects.filter(person=by.person, organisation=organisation).exists()


def entered(by: User, organisation: Organisation, *fields: RegisterValue.Field) -> bool:
    """True when a value that stands in the register is this natural person's word; any of them, or one of these."""
    values = organisation.values.standing().filter(person=by.person)
    return (values.filter(field__in=fields) if fields else values).exists()


def approved_joining(by: User, officer: User) -> bool:
    """True when this natural person let the officer into the organisation they belong to."""
    return officer.memberships.approved().filter(approved_by__person=by.person).exists()


def verified(by: User, officer: User) -> bool:
    """True when this natural person's verification of the officer stands."""
    return Verification.objects.standing().filter(user=officer, by__person=by.person).exists()
