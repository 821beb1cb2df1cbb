"""What people of the desk look at is written down before they see it: cases, searches by member, tables taken away."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.domain.clocks import local_date
from disclosures.domain.errors import DeskError
from disclosures.domain.events import Event
from disclosures.domain.looking import ExportKind, SearchReason
from disclosures.domain.words import _
from disclosures.models import Case, CaseReading, DeskExport, FoundCase, RecordSearch
from disclosures.policies.registers import READERS
from disclosures.queries import sought


@transaction.atomic(durable=True)
def note_reading(*, case: Case, by: User, at: datetime) -> None:
    """That ``by`` opens the pages of a case; once a day by the desk's clock, whatever else they open of it."""
    policies.require_role(*READERS, by=by)
    try:
        with transaction.atomic():
            CaseReading.objects.create(case=case, by=by, day=local_date(at), at=at)
    except IntegrityError:  # two pages at once: the other one noted it
        return
    ledger.append(Event.CASE_OPENED, chain=ledger.chain_of(case), by=by, at=at)


@transaction.atomic(durable=True)
def search(*, by: User, at: datetime, named: str, reason: SearchReason, note: str) -> RecordSearch:
    """Looks for the cases about a member, and writes down that, why and what was found, before anybody sees it.

    Somebody of whom there is no case, and a name that nobody has, take the same statements and say the same.
    """
    policies.require_role(*READERS, by=by)
    if not note.strip():
        raise DeskError(_("Say what this is about."), fields=("note",))
    found = sought.about(named, by=by)
    made = RecordSearch.objects.create(by=by, at=at, member=sought.member(named), reason=reason, note=note)
    FoundCase.objects.bulk_create([FoundCase(search=made, case=case) for case in found])
    ledger.append(
        Event.RECORDS_SOUGHT,
        chain=ledger.chain_of(by),
        by=by,
        at=at,
        proofs={"note": note},
        search=str(made.pk),
        reason=reason,
        found=len(found),
    )
    for case in found:
        ledger.append(
            Event.RECORDS_SOUGHT, chain=ledger.chain_of(case), by=by, at=at, search=str(made.pk), reason=reason
        )
    return made


@transaction.atomic(durable=True)
def take_queue_away(*, by: User, at: datetime, tab: str, basis: str, status: str, lines: int) -> None:
    """That ``by`` takes a part of the queue away as a file."""
    policies.require_role(*READERS, by=by)
    words: dict[str, Any] = {"tab": tab, "basis": basis, "status": status}
    DeskExport.objects.create(by=by, at=at, kind=ExportKind.QUEUE, lines=lines, **words)
    ledger.append(Event.QUEUE_EXPORTED, chain=ledger.chain_of(by), by=by, at=at, lines=lines, **words)
