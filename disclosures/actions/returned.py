"""The end of a returned case that is not filed again: its requester is reminded, then it is withdrawn by its clock."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, outbox
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain import waits
from disclosures.domain.events import Event
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.topics import Topic
from disclosures.models import Case


def promise_end(case: Case, *, at: datetime) -> None:
    """Promises the reminder and the end of a case that was just returned, inside the caller's transaction."""
    until = case.returned_until
    assert until is not None
    key = f"{case.pk}:{case.edition}"
    outbox.put_all(
        [
            outbox.Promise(
                Topic.RETURN_REMINDS, f"return_reminds:{key}", {"case_id": case.pk}, until - waits.REMINDED_BEFORE
            ),
            outbox.Promise(Topic.RETURN_ENDS, f"return_ends:{key}", {"case_id": case.pk}, until),
        ],
        at=at,
    )


def remind(claim: outbox.Claim, at: datetime) -> None:
    """Tells the requester once more, a week before the end; a case that was filed again needs no reminder."""
    with transaction.atomic(durable=True):
        case = Case.objects.select_related("filed_by").get(pk=claim.ids["case_id"])
        if _ends_by(case, at=at + waits.REMINDED_BEFORE):
            notices.tell_requester(Kind.RETURN_ENDS, case=case, at=at)
        outbox.finish(claim, at=at)


def end(claim: outbox.Claim, at: datetime) -> None:
    """What was not filed again in its time is withdrawn, as if the requester had said so."""
    with transaction.atomic(durable=True):
        case = Case.objects.select_related("filed_by").get(pk=claim.ids["case_id"])
        if _ends_by(case, at=at):
            Case.objects.take(case, move=MoveName.RETURN_ENDS, to=Status.WITHDRAWN, closed_at=at)
            ledger.append(Event.CASE_LAPSED, chain=ledger.chain_of(case), by=User.objects.system(), at=at)
            notices.tell_requester(Kind.CLOSED, case=case, at=at)
        outbox.finish(claim, at=at)


def _ends_by(case: Case, *, at: datetime) -> bool:
    return case.status == Status.RETURNED and case.returned_until is not None and case.returned_until <= at
