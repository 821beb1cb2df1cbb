"""What the platform tells the desk about a transaction (P3f)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction as database

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import endings
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.models import Case, Release, Transaction


@database.atomic(durable=True)
def close(*, transaction: Transaction, by: User, at: datetime) -> None:
    """The platform's machine client reports it closed; accesses given for it end."""
    policies.require_role(Role.SERVICE, by=by)
    still_open = Transaction.objects.filter(pk=transaction.pk).exclude(status=Transaction.Status.CLOSED)
    if not still_open.update(status=Transaction.Status.CLOSED, closed_at=at):
        raise MoveNotAllowed("The transaction is closed already.")
    ledger.append(Event.TRANSACTION_CLOSED, chain=ledger.chain_of(transaction), by=by, at=at)
    Case.objects.touch(transaction=transaction)
    for release in Release.objects.open().filter(case__transaction=transaction).select_related("case"):
        if release.case.rules.ends.with_transaction:
            endings.end(release=release, reason=endings.Reason.TRANSACTION_CLOSED, by=by, at=at)
