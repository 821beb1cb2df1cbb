"""The 90 days in which a question that was answered with no is not put again (P3a)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q

from accounts.models import Consent
from disclosures.domain.errors import AskedTooSoon
from disclosures.domain.moves import Outcome
from disclosures.models import Case
from disclosures.queries.filing.resolving import INSIDERS, Resolved


def require_rested(case: Case, found: Resolved, *, at: datetime) -> None:
    """Raises ``AskedTooSoon`` within 90 days of a no to the same requester for the same purpose (P3a).

    Whoever files: a reviewer on a requester's behalf is the requester, so the recipient counts too. A person the desk
    does not know is remembered by the words of the filing, so that the answer is the same.
    """
    rules = case.rules
    if not rules.subject_may_answer or case.filed_by in found.subjects:
        return
    requester = Q(pk__in=[])
    if not case.filed_by.roles & INSIDERS:
        requester |= Q(filed_by__person=case.filed_by.person)
    if case.requester_organisation_id is not None:
        requester |= Q(requester_organisation=case.requester_organisation_id)
    if found.recipient_organisation is not None:
        requester |= Q(recipient_organisation=found.recipient_organisation)
    if found.recipient_user is not None:
        requester |= Q(recipient_user=found.recipient_user)
    named = [row.named_key for row in case.named]
    known = [subject.pk if subject else 0 for subject in found.subjects]
    earlier = (
        Case.objects.filter(requester, basis=case.basis, outcome=Outcome.NOT_CONSENTED, purpose_key=case.purpose_key)
        .filter(Q(subjects__named_key__in=named) | Q(subjects__subject__in=known))
        .filter(decided_at__gt=at - rules.rest_after_no)
        .order_by("-decided_at")
        .values_list("decided_at", flat=True)
        .first()
    )
    since = (
        Consent.objects.live(at=at)
        .filter(
            subject__in=known,
            recipient_user=found.recipient_user,
            recipient_organisation=found.recipient_organisation,
            purpose_key=case.purpose_key,
        )
        .filter(given_at__gte=earlier or at)
        .exists()
    )
    if earlier is not None and not since:
        raise AskedTooSoon
