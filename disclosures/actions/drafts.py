"""The end of what was begun and never filed: nobody at the desk read it, so that its clock alone ends it (0083).

What it said goes, and its files with their keys; the ledger keeps that it was there, and how much went.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from disclosures import ledger, outbox
from disclosures.actions import erasing, evidence
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import MoveName, Status
from disclosures.models import Case, Evidence, Grievance, PreservationDraft
from disclosures.queries import drafts

MOST = 500
"""Of each kind in one round; the next round goes on."""


def end(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``drafts.end``: each draft in a transaction of its own; one that was changed meanwhile is kept."""
    for case in drafts.requests_over(at=at).order_by("pk")[:MOST]:
        _end_request(case, at=at)
    for grievance in drafts.complaints_over(at=at).order_by("pk")[:MOST]:
        _end_complaint(grievance, at=at)
    for draft in drafts.preservations_over(at=at).order_by("pk")[:MOST]:
        _end_preservation(draft, at=at)
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)


@transaction.atomic(durable=True)
def _end_request(case: Case, *, at: datetime) -> None:
    # Taking the row first: who adds a file or an answer at once either keeps it, or meets that it is over.
    if not drafts.requests_over(at=at).filter(pk=case.pk).update(edition=F("edition")):
        return
    try:
        Case.objects.take(
            case,
            move=MoveName.DRAFT_ENDS,
            to=Status.WITHDRAWN,
            closed_at=at,
            erased_at=at,
            **erasing.WORDS_OF_THE_CASE,
        )
    except MoveNotAllowed:
        return
    counts = erasing.erase(case, at=at)
    ledger.append(Event.DRAFT_ENDED, chain=ledger.chain_of(case), by=ledger.SYSTEM, at=at, counts=counts)


@transaction.atomic(durable=True)
def _end_complaint(grievance: Grievance, *, at: datetime) -> None:
    over = drafts.complaints_over(at=at).filter(pk=grievance.pk)
    if not over.update(answers={}, dropped_at=at, edition=F("edition") + 1):
        return
    files = Evidence.objects.filter(box__grievance=grievance)
    evidence.destroy_unsent(files, by=ledger.SYSTEM, at=at, event=Event.EVIDENCE_DESTROYED)
    ledger.append(Event.DRAFT_ENDED, chain=ledger.chain_of(grievance), by=ledger.SYSTEM, at=at)


@transaction.atomic(durable=True)
def _end_preservation(draft: PreservationDraft, *, at: datetime) -> None:
    over = drafts.preservations_over(at=at).filter(pk=draft.pk)
    if over.update(answers={}, dropped_at=at, edition=F("edition") + 1):
        ledger.append(Event.DRAFT_ENDED, chain=ledger.chain_of(draft), by=ledger.SYSTEM, at=at)
