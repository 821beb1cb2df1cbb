"""What a member says about marketing, and what their browser says for them (P2c)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import Preferences, User
from disclosures import ledger, policies
from disclosures.domain.events import Event


@transaction.atomic(durable=True)
def choose(
    *, by: User, at: datetime, own_marketing: bool | None = None, partner_marketing: bool | None = None
) -> Preferences:
    """Sets what is named and leaves the rest. A yes to partners is a consent, so it waits for the acceptance (P0c)."""
    policies.require_data_subject(by=by)
    if partner_marketing:
        policies.require_accepted(by=by, at=at)
    chosen = {"own_marketing": own_marketing, "partner_marketing": partner_marketing}
    said = {name: value for name, value in chosen.items() if value is not None}
    row, _ = Preferences.objects.get_or_create(user=by)
    if said:
        for name, value in said.items():
            setattr(row, name, value)
            setattr(row, f"{name}_at", at)
        row.save(update_fields=[*said, *(f"{name}_at" for name in said)])
        ledger.append(Event.PREFERENCES_CHOSEN, chain=ledger.chain_of(by), by=by, at=at, said=said)
    return row


@transaction.atomic(durable=True)
def heed_signal(*, by: User, at: datetime) -> bool:
    """Takes a Global Privacy Control signal for a no to partners' marketing; returns whether it was the first.

    Only the first is kept: what the member says later counts more than what the browser repeats.
    """
    policies.require_data_subject(by=by)
    Preferences.objects.get_or_create(user=by)
    is_new = bool(Preferences.objects.filter(user=by, signal_at__isnull=True).update(signal_at=at))
    if is_new:
        ledger.append(Event.PRIVACY_SIGNALLED, chain=ledger.chain_of(by), by=by, at=at)
    return is_new
