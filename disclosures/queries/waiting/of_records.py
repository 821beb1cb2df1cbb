"""What waits in the records that cases stand on: a suit after a counter-statement, an appeal against a finding."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from disclosures.domain import waits
from disclosures.domain.words import _
from disclosures.models import Complaint, Finding
from disclosures.models.complaint import SUIT_WINDOW
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _suit(reader: Reader) -> QuerySet[Any]:
    waiting = Complaint.objects.filter(
        closed_at__isnull=True, counter_reached_at__isnull=False, suit_notified_at__isnull=True
    )
    mine = Q(complainant__in=reader.accounts) | Q(respondent__in=reader.accounts)
    return waiting.exclude(pk__in=Complaint.objects.filter(mine).values("pk"))


def _appeal(reader: Reader) -> QuerySet[Any]:
    waiting = Finding.objects.filter(appeal=Finding.Appeal.PENDING, appealed_at__isnull=False)
    mine = Q(member__in=reader.accounts) | Q(injured__in=reader.accounts)
    return waiting.exclude(pk__in=Finding.objects.filter(mine).values("pk"))


WAYS = (
    Way(
        kind="suit",
        says=_("Word of a suit after a counter-statement; without it the complaint closes"),
        who=Actor.COMPLAINANT,
        about="complaint",
        rows=_suit,
        reference="reference",
        since="counter_reached_at",
        due_at=later("counter_reached_at", SUIT_WINDOW),
    ),
    Way(
        kind="finding_appeal",
        says=_("A member's appeal against a finding, to be decided by another person"),
        who=Actor.LEGAL_STAFF,
        about="finding",
        rows=_appeal,
        reference="reference",
        since="appealed_at",
        due_at=later("appealed_at", waits.APPEAL),
    ),
)
