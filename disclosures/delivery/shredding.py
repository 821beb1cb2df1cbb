"""Destroys the key of an access that has ended, so that every copy of the package is noise (DESIGN 5.8)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, outbox
from disclosures.delivery import vault
from disclosures.domain.events import Event
from disclosures.models import Release


def shred(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``release.shred``: the key goes with its record, then the file."""
    release = Release.objects.select_related("case").get(pk=str(claim.ids["release_id"]))
    with transaction.atomic(durable=True):
        ended = Release.objects.exclude(status__in=[Release.Status.AVAILABLE, Release.Status.SHREDDED])
        if ended.filter(pk=release.pk).update(status=Release.Status.SHREDDED):
            vault.shred(release.pk, at=at)
            ledger.append(
                Event.RELEASE_SHREDDED,
                chain=ledger.chain_of(release.case),
                by=User.objects.system(),
                at=at,
                release=str(release.pk),
            )
        outbox.finish(claim, at=at)
    vault.remove(release.package)
