"""What a member must know before they withdraw a consent, and which questions rest after a no (P3a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accounts.models import Consent, User
from disclosures.domain.moves import Outcome
from disclosures.models import Case, Release
from disclosures.policies import registers


@dataclass(frozen=True, slots=True)
class Rest:
    """A question that was answered with no, and when it may be put again."""

    case: Case
    until: datetime


def open_under(consent: Consent, *, at: datetime) -> list[Release]:
    """The accesses that a withdrawal closes, as far as the member may know of them yet (DESIGN 5.10)."""
    shown = registers.releases_shown_to_subject(consent.subject, at=at).filter(consents__consent=consent)
    related = ("case__recipient_user", "case__recipient_organisation", "grant")
    available = shown.filter(status=Release.Status.AVAILABLE).select_related(*related).distinct()
    return [release for release in available.order_by("released_at") if release.grant.is_open(at=at)]


def refused_lately(by: User, *, at: datetime) -> list[Rest]:
    """The questions that this member answered with no, or not at all, and that still rest; the newest first."""
    related = ("filed_by", "requester_organisation", "recipient_user", "recipient_organisation")
    noes = Case.objects.filter(subjects__subject=by, outcome=Outcome.NOT_CONSENTED).select_related(*related)
    found = [
        Rest(case, case.decided_at + case.rules.rest_after_no)
        for case in noes.order_by("-decided_at").distinct()
        if case.decided_at
    ]
    return [rest for rest in found if rest.until > at]
