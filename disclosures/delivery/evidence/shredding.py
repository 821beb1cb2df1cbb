"""Destroys the key of a file that the desk may not keep, so that every copy of it is noise; then the file."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from disclosures import outbox
from disclosures.delivery import vault
from disclosures.models import Evidence


def shred(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``evidence.shred``: the key of a destroyed file goes, then the file."""
    evidence = Evidence.objects.get(pk=str(claim.ids["evidence_id"]))
    with transaction.atomic(durable=True):
        vault.shred(evidence.pk, at=at, of=vault.OF_EVIDENCE)
        outbox.finish(claim, at=at)
    vault.remove(evidence.package)
