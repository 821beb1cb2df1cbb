"""Signs the state of the whole ledger, so that later changes can be shown to somebody outside (DESIGN 5.5)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from disclosures import keyring, ledger, outbox


def make(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``ledger.checkpoint``: covers every entry committed so far; nothing new makes no new checkpoint."""
    with transaction.atomic(durable=True):
        ledger.checkpoints.make(at=at, key=keyring.signing_key())
        outbox.finish(claim, at=at)
