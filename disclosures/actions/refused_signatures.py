"""That somebody of the staff tried to sign a case in which they have a part: kept for auditors (DESIGN 5.10)."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain.events import Event
from disclosures.domain.roles import LEGAL_STAFF
from disclosures.domain.route import StepName
from disclosures.models import Case


@transaction.atomic(durable=True)
def record(*, case: Case, step: StepName, by: User, at: datetime) -> None:
    """Keeps the try: the refusal itself took everything back that it had begun."""
    policies.require_role(*LEGAL_STAFF, by=by)
    ledger.append(Event.SIGNATURE_REFUSED, chain=ledger.chain_of(case), by=by, at=at, step=step)
