"""The records of the desk that somebody has a part in, and can found a request on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from disclosures.domain.particulars import Reference
from disclosures.models import Complaint, Engagement, Finding, Transaction
from disclosures.policies import registers

MOST = 200
"""That are offered, the newest first."""


@dataclass(frozen=True, slots=True)
class Own:
    """One record, by the name under which a filing gives it; ``is_open`` says whether it still counts."""

    name: str
    is_open: bool = True


def of(by: User, reference: Reference, *, at: datetime) -> list[Own]:
    """Those of this kind in which ``by`` has a part, the newest first."""
    return READERS[reference](by, at)


def _transactions(by: User, _at: datetime) -> list[Own]:
    found = Transaction.objects.filter(Q(buyer=by) | Q(seller=by)).order_by("-pk")[:MOST]
    return [Own(row.external_id, row.status != Transaction.Status.CLOSED) for row in found]


def _complaints(by: User, _at: datetime) -> list[Own]:
    found = Complaint.objects.filter(Q(complainant=by) | Q(respondent=by)).order_by("-pk")[:MOST]
    return [Own(row.reference, row.closed_at is None) for row in found]


def _engagements(by: User, _at: datetime) -> list[Own]:
    if by.organisation_id is None:
        return []
    found = Engagement.objects.filter(partner=by.organisation_id).order_by("-pk")[:MOST]
    return [Own(row.name, row.ended_at is None) for row in found]


def _findings(by: User, _at: datetime) -> list[Own]:
    return [Own(row.reference) for row in Finding.objects.filter(injured=by).order_by("-pk")[:MOST]]


def _preservations(by: User, at: datetime) -> list[Own]:
    found = registers.preservations_visible_to(by, at=at).order_by("-pk")[:MOST]
    return [Own(row.reference, row.ended_at is None) for row in found]


READERS: Mapping[Reference, Callable[[User, datetime], list[Own]]] = {
    Reference.TRANSACTION: _transactions,
    Reference.COMPLAINT: _complaints,
    Reference.ENGAGEMENT: _engagements,
    Reference.FINDING: _findings,
    Reference.PRESERVATION: _preservations,
}
