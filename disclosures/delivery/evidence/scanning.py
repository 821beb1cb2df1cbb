"""Puts each file before the virus scanner: held, not passed, while that is down; quarantined when it cannot look."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from disclosures import outbox
from disclosures.actions import evidence as actions
from disclosures.delivery.evidence import clamav, reading
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.models import Evidence

ASKED_AGAIN = timedelta(seconds=30)
"""After so long, while the scanner is down; such a try is no attempt."""
TOO_LARGE, NOT_SCANNABLE = "larger_than_the_scanner_takes", "not_scannable"
"""What the desk says was found where the scanner names nothing."""


def scan(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``evidence.scan``: the file is safe, in quarantine, or, without any scanner, marked as unscanned."""
    evidence = _held(claim)
    if evidence is None:
        _finish(claim, at=at)
        return
    if not clamav.is_set_up():
        _settle(claim, evidence, to=EvidenceState.UNSCANNED, at=at)
        return
    found = _ask(evidence, at=at)
    _settle(claim, evidence, to=EvidenceState.QUARANTINED if found else EvidenceState.SAFE, found=found, at=at)


def _held(claim: outbox.Claim) -> Evidence | None:
    related = ("box__case", "box__complaint", "box__finding", "box__grievance", "box__right")
    held = Evidence.objects.filter(pk=str(claim.ids["evidence_id"]), state=EvidenceState.HELD)
    return held.select_related(*related).first()


def _ask(evidence: Evidence, *, at: datetime) -> str:
    """What was found, empty for nothing. A scanner that is up and fails over this file has used up an attempt."""
    try:
        return clamav.scan(reading.content_of(evidence)).found
    except clamav.ScannerRefused as refusal:
        if refusal.is_final:
            return TOO_LARGE
        raise
    except clamav.ScannerDown:
        if clamav.answers():
            raise
        raise outbox.Later(at + ASKED_AGAIN) from None


def give_up(claim: outbox.Claim, at: datetime) -> None:
    """When the last attempt failed: what nobody could look at is kept from everybody."""
    evidence = _held(claim)
    with transaction.atomic(durable=True):
        if evidence is not None:
            actions.settle(evidence, to=EvidenceState.QUARANTINED, found=NOT_SCANNABLE, at=at)
        outbox.bury(claim, at=at)


def _settle(claim: outbox.Claim, evidence: Evidence, *, to: EvidenceState, found: str = "", at: datetime) -> None:
    with transaction.atomic(durable=True):
        actions.settle(evidence, to=to, found=found, at=at)
        outbox.finish(claim, at=at)


def _finish(claim: outbox.Claim, *, at: datetime) -> None:
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)


def hold_unscanned(*, at: datetime) -> int:
    """Every file that came while there was no scanner is held until it is passed; returns how many."""
    unscanned = list(Evidence.objects.filter(state=EvidenceState.UNSCANNED).values_list("pk", flat=True))
    with transaction.atomic(durable=True):
        for pk in unscanned:
            actions.hold(pk, at=at)
    return len(unscanned)
