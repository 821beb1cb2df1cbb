"""That somebody of the staff tried to sign a case in which they have a part: kept for auditors (DESIGN 5.10)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain.events import Event
from disclosures.domain.roles import LEGAL_STAFF
from disclosures.domain.route import StepName
from disclosures.models import Case, LedgerEntry
from disclosures.queries import scopes


@transaction.atomic(durable=True)
def record(*, case: Case, step: StepName, by: User, at: datetime) -> None:
    """Keeps the try: the refusal itself took everything back that it had begun.

    Of each person one try for what would leave: who presses again says nothing new, and a flood hides what matters.
    """
    policies.require_role(*LEGAL_STAFF, by=by)
    locked = Case.objects.select_for_update().get(pk=case.pk)  # of two presses at once the second finds the first
    chain, scope = ledger.chain_of(locked), scopes.scope_hash(locked)
    if not any(_is_the_same(entry, by=by, scope=scope) for entry in _tries(chain.name)):
        ledger.append(Event.SIGNATURE_REFUSED, chain=chain, by=by, at=at, step=step, scope=scope)


def _tries(chain: str) -> Iterable[LedgerEntry]:
    return LedgerEntry.objects.filter(chain=chain, event=Event.SIGNATURE_REFUSED)


def _is_the_same(entry: LedgerEntry, *, by: User, scope: str) -> bool:
    said = entry.content
    return said["actor"] in {str(key) for key in by.accounts} and said["body"].get("scope") == scope
