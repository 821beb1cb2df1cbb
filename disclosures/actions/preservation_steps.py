"""Signing a preservation: who it is from, then whether the law carries it; with the last, the snapshot is promised."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import preservations
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.route import StepName, route
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Preservation, PreservationSignature


def route_of(preservation: Preservation) -> tuple[StepName, ...]:
    """The signatures it needs, in order; whoever is named, the same."""
    rules = preservation.rules.preserving
    assert rules is not None
    return route(rules.steps, circumstances=frozenset())


@transaction.atomic(durable=True)
def sign(*, preservation: Preservation, step: StepName, by: User, at: datetime) -> None:
    """Signs the step that is due. Raises ``FactMissing`` while officer or authority is not verified."""
    role = policies.require_preservation_signer(by=by, preservation=preservation, step=step, at=at)
    needed, position = route_of(preservation), preservation.signatures.count()
    if preservation.ended_at is not None or position >= len(needed) or needed[position] is not step:
        raise MoveNotAllowed(_("It is over, or another signature is due."))
    preservations.require_standing(preservation, at=at)
    is_last = position == len(needed) - 1
    unsigned = Preservation.objects.unsigned().filter(pk=preservation.pk, edition=preservation.edition)
    if not unsigned.update(edition=F("edition") + 1, signed_at=at if is_last else None):
        raise MoveNotAllowed
    _write(preservation, step, position=position, by=by, role=role, at=at)
    ledger.append(Event.PRESERVATION_SIGNED, chain=ledger.chain_of(preservation), by=by, at=at, step=step, role=role)
    if is_last:
        key = f"{Topic.PRESERVATION_KEEP}:{preservation.pk}"
        outbox.put(Topic.PRESERVATION_KEEP, key=key, at=at, preservation_id=preservation.pk)


def _write(preservation: Preservation, step: StepName, *, position: int, by: User, role: str, at: datetime) -> None:
    try:
        with transaction.atomic():
            PreservationSignature.objects.create(
                preservation=preservation,
                position=position,
                step=step,
                by=by,
                person=by.person,
                filer=preservation.filer,
                role=role,
                at=at,
            )
    except IntegrityError as already:
        raise MoveNotAllowed from already
