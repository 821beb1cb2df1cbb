"""Publishes the transparency report of each half-year that is over; what was said is never said otherwise."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from django.db import transaction

from disclosures import ledger, outbox
from disclosures.domain.events import Event
from disclosures.domain.transparency import HalfYear
from disclosures.ledger.chains import Chain
from disclosures.models import TransparencyReport
from disclosures.queries import transparency

CHAIN = Chain(kind="transparency", ident="reports")


def publish(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``transparency.publish``."""
    with transaction.atomic(durable=True):
        publish_due(at=at)
        outbox.finish(claim, at=at)


def publish_due(*, at: datetime) -> list[TransparencyReport]:
    """Publishes, inside the caller's transaction, what is due; what is published already stays as it is."""
    return [_publish(half_year, at=at) for half_year in transparency.due(at=at)]


def _publish(half_year: HalfYear, *, at: datetime) -> TransparencyReport:
    figures = transparency.figures(half_year)
    report = TransparencyReport.objects.create(half_year=str(half_year), figures=figures, published_at=at)
    written = json.dumps(figures, sort_keys=True, separators=(",", ":"))
    ledger.append(
        Event.TRANSPARENCY_PUBLISHED,
        chain=CHAIN,
        by=ledger.SYSTEM,
        at=at,
        half_year=report.half_year,
        sha256=hashlib.sha256(written.encode()).hexdigest(),
    )
    return report
