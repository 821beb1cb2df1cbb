"""Takes the snapshot of a preservation that was signed: read, sealed, written, committed once.

For a person whom the desk does not know the same is done, and the file is as long, up to its padding: neither status,
nor time, nor a look at the storage tells whether there was anything to keep.
"""

from __future__ import annotations

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F

from accounts.models import User
from disclosures import ledger, outbox, sources
from disclosures.actions import notices, preservation_ends, preservations
from disclosures.actions.notices import Kind
from disclosures.delivery import sealing, vault
from disclosures.delivery.snapshots import contents
from disclosures.domain import waits
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import FactMissing, SourceAway
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail, Extent, Period
from disclosures.domain.preserving import End
from disclosures.models import Preservation, Snapshot, SnapshotKey
from disclosures.policies import can_act


@dataclass(frozen=True, slots=True)
class Draft:
    """A snapshot in the making: sealed and written, not yet anybody's."""

    snapshot_id: uuid.UUID
    name: str
    sealed: sealing.Sealed


def take(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``preservation.keep``: takes the snapshot; while a source does not answer, it is tried again."""
    related = ("filed_by__organisation", "authority")
    unkept = Preservation.objects.unkept().select_related(*related).filter(pk=claim.ids["preservation_id"])
    preservation = unkept.first()
    if preservation is None:
        _finish(claim, at=at)
    elif not _stands(preservation, at=at):
        _end(claim, preservation, at=at)
    else:
        _keep(claim, preservation, at=at)


def _finish(claim: outbox.Claim, *, at: datetime) -> None:
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)


def _stands(preservation: Preservation, *, at: datetime) -> bool:
    """The officer's standing is asked again, and whether those who signed still may."""
    try:
        preservations.require_standing(preservation, at=at)
    except FactMissing:
        return False
    signed = preservation.signatures.select_related("by__organisation")
    return all(can_act(signature.by) and signature.role in signature.by.roles for signature in signed)


def _end(claim: outbox.Claim, preservation: Preservation, *, at: datetime) -> None:
    with transaction.atomic(durable=True):
        preservation_ends.end(preservation, end=End.FACT_LAPSED, by=User.objects.system(), at=at)
        outbox.finish(claim, at=at)


def _keep(claim: outbox.Claim, preservation: Preservation, *, at: datetime) -> None:
    try:
        draft = _write(preservation, at=at)
    except SourceAway as away:
        if preservation.signed_at is None or preservation.signed_at <= at - waits.SOURCE_AWAY:
            raise
        raise outbox.Later(at + outbox.rest_after(attempt=claim.fence), code=away.code) from None
    try:
        _commit(claim, preservation, draft, at=at)
    except (outbox.Later, outbox.LostLease):
        vault.remove(draft.name)
        raise


def _write(preservation: Preservation, *, at: datetime) -> Draft:
    periods = {ItemKey(row.item): Period(row.start_at, row.end_at) for row in preservation.items.all()}
    wanted = {item: Extent(Detail.FULL, period) for item, period in periods.items()}
    kept = [
        (row.subject, sources.collect(subject=row.subject, wanted=wanted, at=at))
        for row in preservation.subjects.select_related("subject")
    ]
    snapshot_id = uuid.uuid4()
    sealed = sealing.seal(
        contents.written(kept, periods=periods, at=at), release=str(snapshot_id), recipient=contents.NOBODY
    )
    name = vault.new_name()
    vault.write(name, sealed.ciphertext)
    return Draft(snapshot_id, name, sealed)


def _commit(claim: outbox.Claim, preservation: Preservation, draft: Draft, *, at: datetime) -> None:
    rules = preservation.rules.preserving
    assert rules is not None
    until = at + timedelta(days=rules.days)
    latest_at = until + timedelta(days=rules.extension_days)
    with transaction.atomic(durable=True):
        unkept = Preservation.objects.unkept().filter(pk=preservation.pk, edition=preservation.edition)
        if not unkept.update(edition=F("edition") + 1, kept_from=at, until=until, latest_at=latest_at):
            raise outbox.Later(at)
        preservation.kept_from, preservation.until = at, until
        snapshot = Snapshot.objects.create(
            id=draft.snapshot_id,
            preservation=preservation,
            package=draft.name,
            sha256=hashlib.sha256(draft.sealed.ciphertext).hexdigest(),
            taken_at=at,
        )
        SnapshotKey.objects.create(
            snapshot=snapshot, wrapped_key=draft.sealed.wrapped_key, wrapped_by=draft.sealed.wrapped_by
        )
        ledger.append(
            Event.SNAPSHOT_TAKEN,
            chain=ledger.chain_of(preservation),
            by=ledger.SYSTEM,
            at=at,
            snapshot=str(snapshot.pk),
            sha256=snapshot.sha256,
        )
        preservation_ends.promise_end(preservation, at=at)
        notices.tell_of_record(Kind.PRESERVATION_KEPT, record=preservation, to=preservation.filed_by, at=at)
        outbox.finish(claim, at=at)
