"""Signs the state of the whole ledger, so that later changes can be shown to somebody outside (DESIGN 5.5)."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import keyring, ledger, outbox, policies
from disclosures.domain.events import Event
from disclosures.domain.looking import ExportKind
from disclosures.domain.roles import Role
from disclosures.models import DeskExport, LedgerCheckpoint, LedgerEntry


def make(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``ledger.checkpoint``: covers every entry committed so far; nothing new makes no new checkpoint."""
    with transaction.atomic(durable=True):
        ledger.checkpoints.make(at=at, key=keyring.signing_key())
        outbox.finish(claim, at=at)


@transaction.atomic(durable=True)
def for_export(*, by: User, at: datetime) -> LedgerCheckpoint:
    """Records that an auditor takes the ledger away, and signs its state, that entry included."""
    policies.require_role(Role.AUDITOR, by=by)
    ledger.append(Event.LEDGER_EXPORTED, chain=ledger.chain_of(by), by=by, at=at)
    DeskExport.objects.create(by=by, at=at, kind=ExportKind.LEDGER, lines=LedgerEntry.objects.count())
    try:
        with transaction.atomic():
            return ledger.checkpoints.make(at=at, key=keyring.signing_key())
    except IntegrityError:  # another was signed in this moment; it covers all that was committed
        newest = ledger.checkpoints.newest()
        assert newest is not None
        return newest
