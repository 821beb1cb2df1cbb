"""One door: an address, the methods it answers, who may go through, and what lies behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from accounts.models import User
from disclosures.domain.roles import Role
from disclosures.policies.doors import who
from disclosures.policies.doors.who import Who


class Thing(StrEnum):
    """What an address can name; whoever may not know of it meets ``not_found``, whether it exists or not."""

    CASE = "case"
    REQUEST = "request"  # a case as those who asked follow it
    RELEASE = "release"
    PACKAGE = "package"  # what is inside a release
    CONSENT = "consent"
    ENGAGEMENT = "engagement"
    FINDING = "finding"
    ORGANISATION = "organisation"
    PERSON = "person"
    MEMBERSHIP = "membership"
    ROLE_GRANT = "role_grant"
    RIGHT = "right"
    COMPLAINT = "complaint"
    ACCUSING = "accusing"  # a complaint, as its complainant follows it
    GRIEVANCE = "grievance"  # a complaint that is being written
    ACCUSATION = "accusation"  # a complaint, as its respondent reads it
    MISUSE_REPORT = "misuse_report"
    ATTESTATION = "attestation"
    INCIDENT = "incident"
    DESTRUCTION = "destruction"  # a list of cases whose content is to be destroyed
    NOTICE = "notice"
    EVIDENCE = "evidence"
    PRESERVATION = "preservation"
    TOKEN = "token"  # of an engagement


KNOWN_TO: Mapping[Thing, tuple[Who, ...]] = {
    Thing.CASE: (who.READER, who.REQUESTER, who.SUBJECT, who.RECIPIENT),
    Thing.REQUEST: (who.REQUESTER,),
    Thing.RELEASE: (who.READER, who.RECIPIENT),
    Thing.PACKAGE: (who.RECIPIENT,),
    Thing.CONSENT: (who.READER, who.OWNER),
    Thing.ENGAGEMENT: (who.KEEPER, who.OWNER),
    Thing.FINDING: (who.READER, who.OWNER, who.INJURED),
    Thing.ORGANISATION: (who.SIGNED_IN,),
    Thing.PERSON: (who.ANY_STAFF,),
    Thing.MEMBERSHIP: (who.ANY_STAFF, who.OWNER, who.COLLEAGUE),
    Thing.ROLE_GRANT: (who.ANY_STAFF, who.OWNER),
    Thing.RIGHT: (who.READER, who.OWNER),
    Thing.COMPLAINT: (who.READER, who.OWNER, who.RESPONDENT),
    Thing.ACCUSING: (who.OWNER,),
    Thing.GRIEVANCE: (who.OWNER,),
    Thing.ACCUSATION: (who.RESPONDENT,),
    Thing.MISUSE_REPORT: (who.MISUSE_READER, who.OWNER),
    Thing.ATTESTATION: (who.READER, who.OWNER),
    Thing.INCIDENT: (who.READER,),
    Thing.DESTRUCTION: (who.READER,),
    Thing.NOTICE: (who.READER,),
    Thing.EVIDENCE: (who.READER, who.OWNER),
    Thing.PRESERVATION: (who.READER, who.REQUESTER),
    Thing.TOKEN: (who.ENGAGEMENT_ENDER, who.OWNER),
}
"""Who may know that a thing is there at all."""


@dataclass(frozen=True, slots=True)
class Door:
    """Who may go through, any of ``opens_to``; with ``thing`` only those who may know of the thing that is named."""

    methods: tuple[str, ...]
    route: str
    opens_to: tuple[Who, ...]
    thing: Thing | None = None

    @property
    def is_open(self) -> bool:
        """True when nobody needs to be signed in."""
        return any(not who.signed_in for who in self.opens_to)

    @property
    def roles(self) -> frozenset[Role]:
        """Every role that some predicate of this door asks for."""
        return frozenset().union(*(who.roles for who in self.opens_to))

    def lets_in(self, by: User | AnonymousUser) -> bool:
        """True when the roles of ``by`` open it; where a thing lies behind it, only the thing's own rules can say."""
        if not isinstance(by, User):
            return self.is_open
        return self.thing is not None or any(who.means(roles=lambda: by.roles) for who in self.opens_to)
