"""Writing a complaint: begun, saved task by task, thrown away or filed once (P3e)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import complaints, evidence
from disclosures.actions.complaints import PREFIX, Accusation
from disclosures.domain import references
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.domain.words import _
from disclosures.models import Complaint, Evidence, EvidenceBox, Grievance


@transaction.atomic(durable=True)
def begin(*, by: User, at: datetime) -> Grievance:
    """Begins one; it tells nobody anything before it is filed."""
    policies.require_role(Role.COMPLAINANT, by=by)
    made = Grievance.objects.create(reference=references.make(PREFIX), complainant=by, begun_at=at, saved_at=at)
    ledger.append(Event.COMPLAINT_BEGUN, chain=ledger.chain_of(made), by=by, at=at)
    return made


@transaction.atomic(durable=True)
def save(*, grievance: Grievance, answers: Mapping[str, Any], edition: int, by: User, at: datetime) -> None:
    """Keeps what is answered so far, whole; an older save than ``edition`` meets ``MoveNotAllowed``."""
    policies.require_grievance_writer(by=by, grievance=grievance)
    _take(grievance, edition=edition, answers=dict(answers), saved_at=at)
    ledger.append(Event.COMPLAINT_EDITED, chain=ledger.chain_of(grievance), by=by, at=at)


@transaction.atomic(durable=True)
def file(*, grievance: Grievance, accusation: Accusation, edition: int, by: User, at: datetime) -> Complaint:
    """Files it once, with its files, under its reference; what was changed since it was checked is not filed."""
    policies.require_grievance_writer(by=by, grievance=grievance)
    _take(grievance, edition=edition, answers={})
    made = complaints.file_with(accusation=accusation, reference=grievance.reference, by=by, at=at)
    Grievance.objects.filter(pk=grievance.pk).update(complaint=made)
    EvidenceBox.objects.filter(grievance=grievance).update(grievance=None, complaint=made)
    ledger.append(
        Event.COMPLAINT_SENT, chain=ledger.chain_of(grievance), by=by, at=at, complaint=str(made.pk), edition=edition
    )
    return made


@transaction.atomic(durable=True)
def drop(*, grievance: Grievance, by: User, at: datetime) -> None:
    """Throws it away: what was written goes, and the files with it."""
    policies.require_grievance_writer(by=by, grievance=grievance)
    _take(grievance, answers={}, dropped_at=at)
    evidence.destroy_unsent(Evidence.objects.filter(box__grievance=grievance), by=by, at=at)
    ledger.append(Event.COMPLAINT_DROPPED, chain=ledger.chain_of(grievance), by=by, at=at)


def _take(grievance: Grievance, **changes: Any) -> None:
    """One save; of two at once the second meets ``MoveNotAllowed``."""
    edition = changes.pop("edition", None)
    kept = Grievance.objects.filter(pk=grievance.pk, complaint__isnull=True, dropped_at__isnull=True)
    if edition is not None:
        kept = kept.filter(edition=edition)
    if not kept.update(edition=F("edition") + 1, **changes):
        raise MoveNotAllowed(_("This complaint was changed, filed or thrown away in the meantime."))
