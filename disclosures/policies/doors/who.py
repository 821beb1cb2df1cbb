"""The named predicates of the doors: what role somebody holds, and how they stand to the thing behind the door."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from disclosures.domain.roles import LEGAL_STAFF, STAFF, SUPERVISORS, Role


class Standing(StrEnum):
    """How a person can stand to a thing."""

    REQUESTER = "requester"  # who filed, or a colleague
    SUBJECT = "subject"  # whose data is asked, and who was told so
    RECIPIENT = "recipient"
    OWNER = "owner"  # of a right, a consent, a report, a contract: whose it is
    RESPONDENT = "respondent"  # of a complaint
    INJURED = "injured"  # by what a finding found
    COLLEAGUE = "colleague"  # of the organisation itself
    SIGNER = "signer"  # holds the role that the step is signed by


@dataclass(frozen=True, slots=True)
class Who:
    """True of people who hold one of ``roles``, where any is named, and none of ``but``, and stand so to the thing."""

    name: str
    says: str
    roles: frozenset[Role] = frozenset()
    stands: Standing | None = None
    but: frozenset[Role] = frozenset()
    signed_in: bool = True

    def means(self, *, roles: Callable[[], Collection[str]], standings: Collection[Standing] = ()) -> bool:
        """Whether somebody who is signed in is meant; ``roles`` is asked only where it matters."""
        return (
            (not self.roles or not self.roles.isdisjoint(roles()))
            and (not self.but or self.but.isdisjoint(roles()))
            and (self.stands is None or self.stands in standings)
        )


ANYBODY = Who("anybody", "Anybody, signed in or not.", signed_in=False)
SIGNED_IN = Who("signed_in", "Anybody who is signed in.")
DATA_SUBJECT = Who(
    "data_subject", "A member or complainant: whose data the desk holds.", frozenset({Role.MEMBER, Role.COMPLAINANT})
)
ANY_COMPLAINANT = Who("any_complainant", "Whoever holds the role of complainant.", frozenset({Role.COMPLAINANT}))
ANY_PARTNER = Who("any_partner", "Whoever holds the role of partner.", frozenset({Role.PARTNER}))
FILER = Who(
    "filer",
    "Members, complainants, authorities and partners: who files from outside.",
    frozenset({Role.MEMBER, Role.COMPLAINANT, Role.AUTHORITY, Role.PARTNER}),
)
ANY_STAFF = Who("any_staff", "Everybody who works for the desk.", STAFF)
OFFICER = Who("officer", "An officer of an authority or court.", frozenset({Role.AUTHORITY}))
REVIEWER = Who("reviewer", "A reviewer.", frozenset({Role.REVIEWER}))
PRIVACY_OFFICER = Who("privacy_officer", "A privacy officer.", frozenset({Role.PRIVACY_OFFICER}))
ENGAGEMENT_SIGNER = Who(
    "engagement_signer", "A reviewer or privacy officer.", frozenset({Role.REVIEWER, Role.PRIVACY_OFFICER})
)
ENGAGEMENT_ENDER = Who(
    "engagement_ender", "A privacy officer or administrator.", frozenset({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR})
)
STAFF_WHO_DECIDE = Who("legal_staff", "A reviewer, counsel or privacy officer.", LEGAL_STAFF)
SUPERVISOR = Who("supervisor", "A counsel or privacy officer.", SUPERVISORS)
MISUSE_READER = Who("misuse_reader", "A counsel, privacy officer or auditor.", SUPERVISORS | {Role.AUDITOR})
REGISTRAR = Who(
    "registrar", "A reviewer, counsel, privacy officer or administrator.", LEGAL_STAFF | {Role.ADMINISTRATOR}
)
READER = Who("reader", "Legal staff and auditors, who see every record.", LEGAL_STAFF | {Role.AUDITOR})
ANY_STAFF = Who("any_staff", "Everybody who works for the desk, auditors and administrators included.", STAFF)
GRANTER = Who("granter", "A privacy officer or administrator.", frozenset({Role.PRIVACY_OFFICER, Role.ADMINISTRATOR}))
AUDITOR = Who("auditor", "An auditor.", frozenset({Role.AUDITOR}))
ADMINISTRATOR = Who("administrator", "An administrator.", frozenset({Role.ADMINISTRATOR}))
OUTSIDER = Who("outsider", "Anybody signed in who is neither staff nor a machine.", but=STAFF | {Role.SERVICE})
TRANSFER_READER = Who(
    "transfer_reader", "A privacy officer or auditor.", frozenset({Role.PRIVACY_OFFICER, Role.AUDITOR})
)
OVERSEER = Who(
    "overseer",
    "A privacy officer or auditor, who sees what colleagues looked at.",
    frozenset({Role.PRIVACY_OFFICER, Role.AUDITOR}),
)
TEAM_READER = Who("team_reader", "A counsel, privacy officer or auditor.", SUPERVISORS | {Role.AUDITOR})
KEEPER = Who(
    "keeper",
    "Readers, administrators and the platform's machine client.",
    LEGAL_STAFF | {Role.AUDITOR, Role.ADMINISTRATOR, Role.SERVICE},
)
PLATFORM = Who("platform", "The platform's own machine client.", frozenset({Role.SERVICE}))

TOKEN_MAKER = Who(
    "token_maker",
    "Outside people for machines of their own, an administrator for service accounts.",
    frozenset({Role.MEMBER, Role.COMPLAINANT, Role.AUTHORITY, Role.PARTNER, Role.ADMINISTRATOR}),
)

REQUESTER = Who("requester", "Who filed, or a colleague of the same organisation.", stands=Standing.REQUESTER)
SUBJECT = Who("subject", "Whose data is asked, once they are told.", stands=Standing.SUBJECT)
RECIPIENT = Who("recipient", "The recipient, or a verified person of it.", stands=Standing.RECIPIENT)
OWNER = Who("owner", "Whose it is.", stands=Standing.OWNER)
RESPONDENT = Who("respondent", "The one complained about.", stands=Standing.RESPONDENT)
INJURED = Who("injured", "Whom the finding names as injured.", stands=Standing.INJURED)
STEP_SIGNER = Who("step_signer", "Whoever holds the role that the step is signed by.", LEGAL_STAFF, Standing.SIGNER)
COLLEAGUE = Who("colleague", "A verified person of that organisation.", stands=Standing.COLLEAGUE)
