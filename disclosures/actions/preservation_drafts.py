"""Writing what is to be kept: begun, saved question by question, thrown away, or asked once (P3c)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import preservations
from disclosures.actions.preservations import PREFIX, Wish
from disclosures.domain import references
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.words import _
from disclosures.models import Preservation, PreservationDraft


@transaction.atomic(durable=True)
def begin(*, by: User, at: datetime) -> PreservationDraft:
    """Begins one; it asks for nothing yet."""
    policies.require_preserver(by=by, roles=preservations.asked_by())
    made = PreservationDraft.objects.create(reference=references.make(PREFIX), officer=by, begun_at=at, saved_at=at)
    ledger.append(Event.PRESERVATION_BEGUN, chain=ledger.chain_of(made), by=by, at=at)
    return made


@transaction.atomic(durable=True)
def save(*, draft: PreservationDraft, answers: Mapping[str, Any], edition: int, by: User, at: datetime) -> None:
    """Keeps what is answered so far, whole; an older save than ``edition`` meets ``MoveNotAllowed``."""
    policies.require_preservation_writer(by=by, draft=draft)
    _take(draft, edition=edition, answers=dict(answers), saved_at=at)
    ledger.append(Event.PRESERVATION_EDITED, chain=ledger.chain_of(draft), by=by, at=at)


@transaction.atomic(durable=True)
def ask(*, draft: PreservationDraft, wish: Wish, edition: int, by: User, at: datetime) -> Preservation:
    """Asks once, under the reference that it had; what was changed since it was checked is not asked."""
    policies.require_preservation_writer(by=by, draft=draft)
    _take(draft, edition=edition, answers={})
    made = preservations.ask_with(wish=wish, reference=draft.reference, by=by, at=at)
    PreservationDraft.objects.filter(pk=draft.pk).update(preservation=made)
    ledger.append(
        Event.PRESERVATION_SENT,
        chain=ledger.chain_of(draft),
        by=by,
        at=at,
        preservation=made.reference,
        edition=edition,
    )
    return made


@transaction.atomic(durable=True)
def drop(*, draft: PreservationDraft, by: User, at: datetime) -> None:
    """Throws it away: what was written goes."""
    policies.require_preservation_writer(by=by, draft=draft)
    _take(draft, answers={}, dropped_at=at)
    ledger.append(Event.PRESERVATION_DROPPED, chain=ledger.chain_of(draft), by=by, at=at)


def leave(*, officer: User, by: User, at: datetime) -> None:
    """Who leaves an office leaves there what they were writing for it: it goes, inside the caller's transaction."""
    for draft in PreservationDraft.objects.filter(officer=officer, preservation=None, dropped_at=None):
        _take(draft, answers={}, dropped_at=at)
        ledger.append(Event.PRESERVATION_DROPPED, chain=ledger.chain_of(draft), by=by, at=at)


def _take(draft: PreservationDraft, **changes: Any) -> None:
    """One save; of two at once the second meets ``MoveNotAllowed``."""
    edition = changes.pop("edition", None)
    kept = PreservationDraft.objects.filter(pk=draft.pk, preservation__isnull=True, dropped_at__isnull=True)
    if edition is not None:
        kept = kept.filter(edition=edition)
    if not kept.update(edition=F("edition") + 1, **changes):
        raise MoveNotAllowed(_("This was changed, asked or thrown away in the meantime."))
