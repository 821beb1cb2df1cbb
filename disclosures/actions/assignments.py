"""Taking a case as one's own work, and putting it back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import WORKED_ON
from disclosures.domain.words import _
from disclosures.models import Case, CaseAssignment
from disclosures.policies import Permission


@transaction.atomic(durable=True)
def take(*, case: Case, by: User, at: datetime) -> None:
    """Makes an open case ``by``'s work, once; ``MoveNotAllowed`` where it is somebody else's."""
    policies.require(Permission.TAKE, by=by, case=case, at=at)
    if case.status not in WORKED_ON:
        raise MoveNotAllowed
    if CaseAssignment.objects.filter(case=case, to__in=by.accounts).exists():
        return
    try:
        CaseAssignment.objects.create(case=case, to=by, at=at)
    except IntegrityError as already:
        raise MoveNotAllowed(_("Somebody else has taken this case. Take another one.")) from already
    ledger.append(Event.CASE_TAKEN, chain=ledger.chain_of(case), by=by, at=at)


@transaction.atomic(durable=True)
def put_back(*, case: Case, by: User, at: datetime) -> None:
    """Makes the case nobody's work: one's own, and for a supervisor anybody's."""
    policies.require(Permission.PUT_BACK, by=by, case=case, at=at)
    if CaseAssignment.objects.filter(case=case).delete()[0]:
        ledger.append(Event.CASE_PUT_BACK, chain=ledger.chain_of(case), by=by, at=at)
