"""The end of what is kept for a time only: access records (P1a), answers given again, sessions."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from accounts.models import AccessRecord, User
from accounts.sign_in import sessions
from disclosures import ledger, outbox
from disclosures.domain.catalogue import expand
from disclosures.domain.events import Event
from disclosures.domain.moves import UNRELEASED, Status
from disclosures.ledger.chains import Chain
from disclosures.models import CaseSubject, IdempotencyKey
from disclosures.models.idempotency import REMEMBERED

BATCH, BATCHES = 2_000, 50
"""Rows deleted at a time, so that nobody waits for it, and how often in one job; the next job goes on."""
CHAIN = Chain(kind="retention", ident="access_records")
UNDECIDED = frozenset(UNRELEASED) - {Status.DRAFT}


def end_access_records(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``access_records.end``: deletes in bulk what is older than ``DESK_ACCESS_DAYS``."""
    before = at - timedelta(days=settings.DESK_ACCESS_DAYS)
    deleted = _delete(AccessRecord.objects.filter(at__lt=before).exclude(subject__in=_held_back()))
    with transaction.atomic(durable=True):
        if deleted:
            ledger.append(
                Event.ACCESS_RECORDS_DELETED,
                chain=CHAIN,
                by=User.objects.system(),
                at=at,
                count=deleted,
                days=settings.DESK_ACCESS_DAYS,
            )
        outbox.finish(claim, at=at)


def end_answers(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``answers.end``: what an ``Idempotency-Key`` stands for is forgotten with its day (decision 0005)."""
    _delete(IdempotencyKey.objects.filter(at__lte=at - REMEMBERED))
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)


def end_sessions(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``sessions.end``: where and with what somebody signed in is forgotten with the session."""
    sessions.forget_ended(at=at)
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)


def _delete(over: QuerySet[Any]) -> int:
    deleted = 0
    for _ in range(BATCHES):
        with transaction.atomic(durable=True):
            chosen = list(over.values_list("pk", flat=True)[:BATCH])
            over.model._default_manager.filter(pk__in=chosen).delete()
        deleted += len(chosen)
        if len(chosen) < BATCH:
            break
    return deleted


def _held_back() -> QuerySet[CaseSubject, int | None]:
    """Whose records an undecided case asks for: a request that was made in time is not answered by deleting."""
    asked = CaseSubject.objects.filter(
        case__status__in=UNDECIDED, case__asked_items__item__in=expand("access.*"), subject__isnull=False
    )
    return asked.values_list("subject", flat=True)
