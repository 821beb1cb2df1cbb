"""Destroys the key of a snapshot whose preservation is over, so that every copy of the file is noise; then the file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from disclosures import ledger, outbox
from disclosures.delivery import vault
from disclosures.domain.events import Event
from disclosures.models import Snapshot


def destroy(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``snapshot.shred``."""
    snapshot = Snapshot.objects.select_related("preservation").get(preservation=int(claim.ids["preservation_id"]))
    with transaction.atomic(durable=True):
        ended = Snapshot.objects.filter(pk=snapshot.pk, preservation__ended_at__isnull=False, destroyed_at__isnull=True)
        if ended.update(destroyed_at=at):
            vault.shred(snapshot.pk, at=at, of=vault.OF_SNAPSHOTS)
            ledger.append(
                Event.SNAPSHOT_DESTROYED,
                chain=ledger.chain_of(snapshot.preservation),
                by=ledger.SYSTEM,
                at=at,
                snapshot=str(snapshot.pk),
            )
        outbox.finish(claim, at=at)
    vault.remove(snapshot.package)
