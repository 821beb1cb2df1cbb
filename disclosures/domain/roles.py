"""Who a person may be at the desk, and how one can stand to a case (DESIGN 1)."""

from enum import StrEnum


class Role(StrEnum):
    """A role a person holds; a person may hold several."""

    MEMBER = "member"
    COMPLAINANT = "complainant"
    AUTHORITY = "authority"
    PARTNER = "partner"
    REVIEWER = "reviewer"
    COUNSEL = "counsel"
    PRIVACY_OFFICER = "privacy_officer"
    AUDITOR = "auditor"
    ADMINISTRATOR = "administrator"
    SERVICE = "service"


LEGAL_STAFF = frozenset({Role.REVIEWER, Role.COUNSEL, Role.PRIVACY_OFFICER})
"""Those who work the queue: accept, return, refuse, narrow, revoke."""

STAFF = LEGAL_STAFF | {Role.AUDITOR, Role.ADMINISTRATOR}
"""Everybody who works for the desk; staff are told by the desk itself, never by notice."""

GRANTED = STAFF | {Role.SERVICE, Role.COMPLAINANT}
"""Roles that two people give; every other one comes with an organisation, or from the platform."""

SUPERVISORS = frozenset({Role.COUNSEL, Role.PRIVACY_OFFICER})
"""Those who decide objections and misuse reports, and sign an emergency."""


class OrganisationKind(StrEnum):
    """What an outside organisation is, by its registered standing."""

    AUTHORITY = "authority"
    COURT = "court"
    PARTNER = "partner"
    COMPANY = "company"
    RIGHTS_HOLDER = "rights_holder"


PUBLIC_BODIES = frozenset({OrganisationKind.AUTHORITY, OrganisationKind.COURT})
"""Judicial and enforcement bodies: never by consent (P3a), never past P4 without an approval number."""


class Party(StrEnum):
    """A place in a case that the records fill; a basis names whose data goes to whom with these."""

    DATA_SUBJECT = "data_subject"
    REQUESTER = "requester"
    ANYBODY_REGISTERED = "anybody_registered"
    NAMED_PUBLIC_BODY = "named_public_body"
    ENGAGED_PARTNER = "engaged_partner"
    OFFENDER = "offender"
    CALLED_FOR_BY_FINDING = "called_for_by_finding"
    COMPLAINANT = "complainant"
    RESPONDENT = "respondent"
    COUNTERPARTY = "counterparty"
