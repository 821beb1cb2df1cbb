"""What sends a case back or ends it without a release: return, refuse, and the requester's appeal."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import approvals, notices, releases, returned
from disclosures.actions.notices import Kind
from disclosures.domain import moves, waits
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.grounds import TELL_OF_HOLDINGS, RefusalCode
from disclosures.domain.moves import DECIDED_WITHOUT_APPEAL, MoveName, Status
from disclosures.domain.route import StepName
from disclosures.domain.words import _
from disclosures.models import Case, Refusal
from disclosures.policies import Permission
from disclosures.queries import answering, situations


@transaction.atomic(durable=True)
def return_for_more(*, case: Case, by: User, at: datetime, reason: str) -> None:
    """Sends the case back to the requester; the clock stops. The reason is for the file, the requester gets a code."""
    policies.require(Permission.RETURN, by=by, case=case, at=at)
    moves.require(MoveName.RETURN, status=case.status)
    _require_words(reason)
    until = at + waits.RETURNED
    Case.objects.take(case, move=MoveName.RETURN, to=Status.RETURNED, due_at=None, returned_at=at, returned_until=until)
    ledger.append(Event.CASE_RETURNED, chain=ledger.chain_of(case), by=by, at=at, proofs={"reason": reason})
    notices.tell_requester(Kind.RETURNED, case=case, at=at)
    returned.promise_end(case, at=at)


@transaction.atomic(durable=True)
def refuse(*, case: Case, by: User, at: datetime, code: RefusalCode, reason: str = "") -> None:
    """Refuses with one of the ten codes. Two of them tell what is held: only where the clause lets them (P3c)."""
    policies.require(Permission.REFUSE, by=by, case=case, at=at)
    moves.require(MoveName.REFUSE, status=case.status)
    if code in TELL_OF_HOLDINGS and not _may_tell_of_holdings(case):
        raise MoveNotAllowed(_("What is held is not told at this point. Choose another code."))
    refused_in = case.status
    Case.objects.take(case, move=MoveName.REFUSE, to=Status.REFUSED, outcome=code, decided_at=at, refused_in=refused_in)
    Refusal.objects.create(case=case, version=case.version, by=by, person=by.person, code=code, reason=reason, at=at)
    proofs = {"reason": reason} if reason else None
    ledger.append(Event.CASE_REFUSED, chain=ledger.chain_of(case), by=by, at=at, code=code, proofs=proofs)
    if refused_in == Status.RELEASE_FAILED:
        releases.settle(case=case, at=at)
    notices.tell_requester(Kind.DECIDED, case=case, at=at)


def _may_tell_of_holdings(case: Case) -> bool:
    return (
        case.rules.holdings_may_be_named
        and case.signatures.live().filter(version=case.version, step=StepName.AUTHENTICATE).exists()
    )


@transaction.atomic(durable=True)
def appeal(*, case: Case, by: User, at: datetime, reason: str) -> None:
    """Brings a refused case back to where it was refused, to be decided by others; what a member declined stays so."""
    policies.require(Permission.APPEAL, by=by, case=case, at=at)
    moves.require(MoveName.APPEAL, status=case.status)
    if case.outcome in DECIDED_WITHOUT_APPEAL:
        raise MoveNotAllowed(_("The member did not consent; this cannot be appealed."))
    if case.erased_at is not None:
        raise MoveNotAllowed(_("What the case said was destroyed after its time. File a new one."))
    _require_words(reason)
    to = Status.TRIAGE if case.refused_in == Status.TRIAGE else Status.REVIEW
    approvals.void_signatures(case=case, by=by, at=at)
    Case.objects.take(
        case,
        move=MoveName.APPEAL,
        to=to,
        version=case.version + 1,
        outcome="",
        decided_at=None,
        due_at=answering.due_from(case, at=at),
        window_ends_at=None,
        approved_at=None,
        signed_scope=None,
        refused_in="",
    )
    ledger.append(Event.APPEALED, chain=ledger.chain_of(case), by=by, at=at, proofs={"reason": reason})
    if to is Status.REVIEW:
        approvals.advance(seen=situations.picture(case, at=at), by=by, at=at)


def _require_words(reason: str) -> None:
    if not reason.strip():
        raise DeskError(_("Give a reason."), fields=("reason",))
