"""What a requester asked before, and how that went: filed, refused with codes, misuse upheld (POLICY P2b, SAFETY).

A refused request that comes again through another channel, on another clause or as a paper that staff enter, is shown
beside the first, and so are small requests about one person that add up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.models import Organisation, RoleAssignment, User
from disclosures.domain.moves import Status
from disclosures.domain.roles import STAFF
from disclosures.models import Case, CaseSubject, EmergencyFollowUp, MisuseReport
from disclosures.policies import visibility

MOST = 20
"""Earlier cases that are shown one by one, newest first; the counts are of all."""


class Channel(StrEnum):
    """How a request came."""

    OWN = "own"
    ENTERED_BY_STAFF = "entered_by_staff"


@dataclass(frozen=True, slots=True)
class Earlier:
    """One other case of the same requester."""

    case: Case
    channel: Channel
    same_person_asked: bool


@dataclass(frozen=True, slots=True)
class History:
    """What the reader may know of a requester's other cases."""

    filed: int
    refused: Mapping[str, int]
    misuse_upheld: int
    without_paper: int
    earlier: tuple[Earlier, ...]


def of_person(person: User, *, by: User, at: datetime) -> History:
    """What a natural person filed by any account."""
    return _history(Q(filed_by__person=person.person), _against(person), by=by, at=at)


def of_organisation(organisation: Organisation, *, by: User, at: datetime) -> History:
    """What its people filed for it, and the papers that staff entered for it."""
    return _history(_for(organisation), _against(organisation), by=by, at=at)


def of_requester(case: Case, *, by: User, at: datetime) -> History:
    """Of who filed this case and of their organisation, without this case; of a paper, of the body that sent it."""
    filer = case.filed_by
    by_staff = bool(filer.roles & STAFF)
    home = case.recipient_organisation if by_staff else case.requester_organisation
    asked, against = Q(pk__in=()), Q(pk__in=())
    if not by_staff:
        asked, against = Q(filed_by__person=filer.person), _against(filer)
    if home is not None:
        asked, against = asked | _for(home), against | _against(home)
    return _history(asked & ~Q(pk=case.pk), against, by=by, at=at, beside=case)


def _for(organisation: Organisation) -> Q:
    return Q(requester_organisation=organisation) | Q(_entered_by_staff(), recipient_organisation=organisation)


def _entered_by_staff() -> Exists:
    return Exists(RoleAssignment.objects.filter(user=OuterRef("filed_by"), role__in=STAFF))


def _against(party: User | Organisation) -> Q:
    if isinstance(party, User):
        return Q(against_user__person=party.person)
    return Q(against_organisation=party)


def _history(asked: Q, against: Q, *, by: User, at: datetime, beside: Case | None = None) -> History:
    """Of what ``by`` may know at all: a case about the reader that a hold hides is not counted either (DESIGN 5.10)."""
    cases = visibility.cases_visible_to(by, at=at).filter(asked, submitted_at__isnull=False)
    outcomes = cases.filter(status=Status.REFUSED).values_list("outcome", flat=True)
    return History(
        filed=cases.count(),
        refused=Counter(outcomes),
        misuse_upheld=MisuseReport.objects.filter(against, upheld_at__isnull=False).count(),
        without_paper=EmergencyFollowUp.objects.without_paper(at=at).filter(release__case__in=cases).count(),
        earlier=tuple(_earlier(cases, beside)),
    )


def _earlier(cases: QuerySet[Case], beside: Case | None) -> list[Earlier]:
    keys = [row.named_key for row in beside.named] if beside is not None else []
    same = Exists(CaseSubject.objects.filter(case=OuterRef("pk"), named_key__in=keys))
    rows = cases.annotate(same=same, entered=_entered_by_staff()).select_related("filed_by")
    return [
        Earlier(
            case=row,
            channel=Channel.ENTERED_BY_STAFF if row.entered else Channel.OWN,
            same_person_asked=row.same,
        )
        for row in rows.order_by("-same", "-submitted_at", "-pk")[:MOST]
    ]
