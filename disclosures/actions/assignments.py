"""Taking a case as one's own work, giving it to a colleague, and putting it back."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import messages
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.moves import WORKED_ON
from disclosures.domain.words import _
from disclosures.models import Case, CaseAssignment
from disclosures.policies import Permission

QUICKER = _("Somebody else has taken this case. Take another one.")


@transaction.atomic(durable=True)
def take(*, case: Case, by: User, at: datetime) -> None:
    """Makes an open case ``by``'s work, once; ``MoveNotAllowed`` where it is somebody else's."""
    policies.require(Permission.TAKE, by=by, case=case, at=at)
    if case.status not in WORKED_ON:
        raise MoveNotAllowed
    if _is_work_of(by, case):
        return
    _begin(case, to=by, at=at)
    ledger.append(Event.CASE_TAKEN, chain=ledger.chain_of(case), by=by, at=at)


@transaction.atomic(durable=True)
def hand_over(*, case: Case, to: User, by: User, at: datetime, reason: str = "") -> None:
    """Makes an open case the work of ``to``, who could take it themselves; a reason reaches them as a note.

    The second of two presses changes nothing, though the case is no longer ``by``'s to give.
    """
    policies.require(Permission.TAKE, by=by, case=case, at=at)
    if case.status not in WORKED_ON:
        raise MoveNotAllowed
    if _is_work_of(to, case):
        return
    policies.require(Permission.HAND_OVER, by=by, case=case, at=at)
    if to not in policies.who_is_free(Permission.TAKE, case=case):
        raise DeskError(_("Choose a colleague who may work on this case."), fields=("to",))
    held = CaseAssignment.objects.filter(case=case).first()
    if held is None:
        _begin(case, to=to, at=at)
    elif not CaseAssignment.objects.filter(case=case, to=held.to_id).update(to=to, at=at):
        raise MoveNotAllowed(_("Somebody else gave this case away a moment ago. Look at it again."))
    proofs = {"reason": reason} if reason.strip() else {}
    ledger.append(Event.CASE_HANDED_OVER, chain=ledger.chain_of(case), by=by, at=at, colleague=to.pk, proofs=proofs)
    if proofs:
        messages.put_note(case=case, text=reason, by=by, at=at, mentions=[to])


@transaction.atomic(durable=True)
def put_back(*, case: Case, by: User, at: datetime) -> None:
    """Makes the case nobody's work: one's own, and for a supervisor anybody's."""
    policies.require(Permission.PUT_BACK, by=by, case=case, at=at)
    if CaseAssignment.objects.filter(case=case).delete()[0]:
        ledger.append(Event.CASE_PUT_BACK, chain=ledger.chain_of(case), by=by, at=at)


def _is_work_of(one: User, case: Case) -> bool:
    return CaseAssignment.objects.filter(case=case, to__in=one.accounts).exists()


def _begin(case: Case, *, to: User, at: datetime) -> None:
    try:
        CaseAssignment.objects.create(case=case, to=to, at=at)
    except IntegrityError as already:
        raise MoveNotAllowed(QUICKER) from already
