"""The complainant's own acts on a complaint: asking that details be passed on, withdrawing (P3e)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import endings
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.models import Case, Complaint, Release


@transaction.atomic(durable=True)
def ask_to_pass_on(*, complaint: Complaint, items: Collection[ItemKey], by: User, at: datetime) -> None:
    """The complainant asks that their details go to the respondent, and ticks what may go beyond the default."""
    policies.require_complainant(by=by, complaint=complaint)
    open_now = Complaint.objects.filter(pk=complaint.pk, closed_at__isnull=True)
    if not open_now.update(asked_at=complaint.asked_at or at, pass_on=sorted(items)):
        raise MoveNotAllowed("The complaint is closed.")
    Case.objects.touch(complaint=complaint)
    ledger.append(Event.PASS_ON_ASKED, chain=ledger.chain_of(complaint), by=by, at=at, items=sorted(items))


@transaction.atomic(durable=True)
def withdraw(*, complaint: Complaint, by: User, at: datetime) -> None:
    """Ends the complaint; the respondent's access ends 15 days later."""
    policies.require_complainant(by=by, complaint=complaint)
    _close(complaint, event=Event.COMPLAINT_WITHDRAWN, by=by, at=at, withdrawn_at=at)


def _close(complaint: Complaint, *, event: Event, by: User, at: datetime, **changes: datetime) -> None:
    open_now = Complaint.objects.filter(pk=complaint.pk, closed_at__isnull=True)
    if not open_now.update(closed_at=at, **changes):
        raise MoveNotAllowed("The complaint is closed already.")
    Case.objects.touch(complaint=complaint)
    ledger.append(event, chain=ledger.chain_of(complaint), by=by, at=at)
    for release in Release.objects.open().filter(case__complaint=complaint).select_related("case"):
        days = release.case.rules.ends.days_after_complaint
        if days is not None:
            endings.shorten(release=release, until=at + timedelta(days=days), at=at)
