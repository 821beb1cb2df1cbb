"""Legal holds: counsel or a privacy officer keeps a case from being destroyed, and lets it go, each with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import Status
from disclosures.domain.words import _
from disclosures.models import Case, LegalHold
from disclosures.policies import Permission


@transaction.atomic(durable=True)
def place(*, case: Case, by: User, at: datetime, reason: str) -> None:
    """From now on nothing of the case is destroyed, however old it is; what is destroyed already stays so."""
    policies.require(Permission.PLACE_LEGAL_HOLD, by=by, case=case, at=at)
    if case.status == Status.DRAFT or case.erased_at is not None:
        raise MoveNotAllowed(_("There is nothing here that a legal hold could keep."))
    if not reason.strip():
        raise DeskError(_("Say for which dispute or duty this is kept."), fields=("reason",))
    Case.objects.change(case)  # whoever is about to destroy it has read an older edition, or was first
    try:
        with transaction.atomic():
            LegalHold.objects.create(case=case, reason=reason, placed_at=at, placed_by=by)
    except IntegrityError:
        raise MoveNotAllowed(_("A legal hold stands already.")) from None
    ledger.append(Event.LEGAL_HOLD_PLACED, chain=ledger.chain_of(case), by=by, at=at, proofs={"reason": reason})


@transaction.atomic(durable=True)
def lift(*, case: Case, by: User, at: datetime, reason: str) -> None:
    """The case is as any other again; what is over its time comes on the next list."""
    policies.require(Permission.LIFT_LEGAL_HOLD, by=by, case=case, at=at)
    if not reason.strip():
        raise DeskError(_("Say why the legal hold is lifted."), fields=("reason",))
    standing = LegalHold.objects.standing().filter(case=case)
    if not standing.update(lifted_at=at, lifted_by=by, lifting=reason):
        raise MoveNotAllowed(_("No legal hold stands."))
    ledger.append(Event.LEGAL_HOLD_LIFTED, chain=ledger.chain_of(case), by=by, at=at, proofs={"reason": reason})
