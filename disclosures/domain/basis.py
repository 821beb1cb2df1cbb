"""What a clause of section 3 says, as data: the vocabulary that the seven basis files are written in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from disclosures.domain.facts import Circumstance, Fact
from disclosures.domain.grounds import Ground
from disclosures.domain.particulars import InstrumentKind, Particular, Reference
from disclosures.domain.permissions import Rule
from disclosures.domain.roles import OrganisationKind, Party, Role
from disclosures.domain.route import Step
from disclosures.domain.words import _


class BasisCode(StrEnum):
    """The seven clauses of section 3 of the policy."""

    CONSENT = "consent"
    SERVICE_PROVISION = "service_provision"
    LEGAL_REQUEST = "legal_request"
    VIOLATION = "violation"
    IP_COMPLAINT = "ip_complaint"
    TRANSACTION_DISPUTE = "transaction_dispute"
    OTHER = "other"


SAYS: Mapping[BasisCode, str] = {
    BasisCode.CONSENT: _("The member's consent"),
    BasisCode.SERVICE_PROVISION: _("A service that the member asked for"),
    BasisCode.LEGAL_REQUEST: _("The law, an authority or a court"),
    BasisCode.VIOLATION: _("The member broke the law or the rules"),
    BasisCode.IP_COMPLAINT: _("A complaint about intellectual property"),
    BasisCode.TRANSACTION_DISPUTE: _("A party to a transaction"),
    BasisCode.OTHER: _("Another ground in law or policy"),
}
"""What each clause is about, in few words for anybody."""


@dataclass(frozen=True, slots=True)
class Notice:
    """When the subject is told, and whether an order, a statute or an emergency may forbid that for a time.

    The recipient is told at every release, the requester at every decision.
    """

    days_before: int | None = None
    at_release: bool = False
    may_be_held: bool = False

    @property
    def opens_window(self) -> bool:
        """True where the subject is told before, and so may object until the release."""
        return self.days_before is not None


@dataclass(frozen=True, slots=True)
class Ends:
    """When access ends: the earliest of what is named here."""

    days: int | None = None
    as_fixed: bool = False
    with_consent: bool = False
    with_order: bool = False
    with_transaction: bool = False
    days_after_complaint: int | None = None


@dataclass(frozen=True, slots=True)
class DeskClock:
    """How long the desk has for its answer, from the filing."""

    days: int = 10
    emergency_hours: int | None = None


@dataclass(frozen=True, slots=True)
class AfterEmergency:
    """What an emergency's release owes, counted from it; and how long its hold lasts at most."""

    review_hours: int
    instrument_days: int
    hold_days: int


@dataclass(frozen=True, slots=True)
class Preserving:
    """What may be kept before there is a paper: asked by whom, signed how, which items, for how long and once more."""

    filed_by: frozenset[Role]
    steps: tuple[Step, ...]
    as_far_as: InstrumentKind
    days: int
    extension_days: int


@dataclass(frozen=True, slots=True)
class Basis:
    """One clause, one revision. The engine reads it and never asks which clause it has."""

    code: BasisCode
    clause: str
    policy_id: str
    prefix: str
    title: str
    summary: str
    filed_by: frozenset[Role]
    subject_is: Party
    recipient_is: Party
    steps: tuple[Step, ...]
    may_leave: tuple[Rule, ...]
    notice: Notice
    ends: Ends
    must_show: frozenset[Fact] = frozenset()
    not_asked_when: Mapping[Fact, Circumstance] = field(default_factory=dict)
    particulars: tuple[Particular, ...] = ()
    one_of: tuple[tuple[str, ...], ...] = ()
    reference: Reference | None = None
    purposes: frozenset[str] = frozenset()
    own_ground: Ground | None = None
    own_article: str = ""
    emergency_article: str = ""
    tells: tuple[str, ...] = ()
    tells_of_paper: tuple[str, ...] = ()
    never_to: frozenset[OrganisationKind] = frozenset()
    recipient_kinds: Mapping[str, frozenset[OrganisationKind]] = field(default_factory=dict)
    outsiders_file_for_themselves: bool = False
    many_subjects: bool = False
    names_and_period_or_overbroad: bool = False
    filing_by_subject_consents: bool = False
    subject_may_answer: bool = False
    silence_days: int = 30
    not_again_days: int = 90
    invited_on: tuple[Ground, str] | None = None
    holdings_may_be_named: bool = False
    relays_first: bool = False
    offers_channels: bool = False
    use_limits: bool = False
    draws_for_review: bool = False
    clock: DeskClock = DeskClock()
    after_emergency: AfterEmergency | None = None
    preserving: Preserving | None = None
    revision: int = 1
    in_force_from: date = date(2026, 1, 1)

    @property
    def asking_invites_complainant(self) -> bool:
        """True where the respondent's asking invites the complainant, on the ground and article of ``invited_on``."""
        return self.invited_on is not None

    @property
    def shown(self) -> tuple[Fact, ...]:
        """The facts to show, in the order in which a missing one is named."""
        return tuple(fact for fact in Fact if fact in self.must_show)

    def asks(self, circumstances: frozenset[Circumstance]) -> tuple[Fact, ...]:
        """The facts that count in these circumstances (an emergency needs no instrument)."""
        return tuple(fact for fact in self.shown if self.not_asked_when.get(fact) not in circumstances)

    @property
    def subject_silence(self) -> timedelta:
        """After so long without an answer the member has granted nothing (P3a)."""
        return timedelta(days=self.silence_days)

    @property
    def rest_after_no(self) -> timedelta:
        """So long the same question may not be put again (P3a)."""
        return timedelta(days=self.not_again_days)
