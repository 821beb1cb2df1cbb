"""What a recipient says about a release: that they keep to the limits of use (P3f), and that they received it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain.events import Event
from disclosures.models import Grant, Release


@transaction.atomic(durable=True)
def accept_limits(*, release: Release, by: User, at: datetime) -> None:
    """Keeps the promise to use the data for this case only and to pass nothing on; said twice it counts once."""
    release = policies.require_recipient(by=by, release=release, at=at)
    said = Grant.objects.filter(release=release, use_limits_accepted_at__isnull=True)
    if said.update(use_limits_accepted_at=at):
        chain = ledger.chain_of(release.case)
        ledger.append(Event.USE_LIMITS_ACCEPTED, chain=chain, by=by, at=at, release=str(release.pk))


@transaction.atomic(durable=True)
def confirm_receipt(*, release: Release, by: User, at: datetime) -> None:
    """Keeps who confirmed that the release arrived, and when; the first counts."""
    release = policies.require_recipient(by=by, release=release, at=at)
    if Grant.objects.filter(release=release, received_at__isnull=True).update(received_at=at, received_by=by):
        chain = ledger.chain_of(release.case)
        ledger.append(Event.RECEIPT_CONFIRMED, chain=chain, by=by, at=at, release=str(release.pk))
