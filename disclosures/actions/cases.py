"""The life of a case up to its review: submit, accept, return, resubmit, refuse, withdraw, appeal."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import approvals, consents, filings, notices, preservations
from disclosures.actions.filings import Filing
from disclosures.actions.notices import Kind
from disclosures.bases import REGISTRY
from disclosures.domain import moves
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.facts import Circumstance
from disclosures.domain.grounds import Ground, TransferGround
from disclosures.domain.instants import text
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.roles import Role
from disclosures.domain.words import _
from disclosures.models import Case
from disclosures.policies import Permission
from disclosures.queries import answering, holding, situations, terms, triage
from disclosures.queries import filing as filed
from disclosures.queries.situations import Picture

NO_HOLD: dict[str, Any] = {"hold_kind": "", "hold_paper": "", "hold_by": "", "hold_until": None}


@transaction.atomic(durable=True)
def file(*, filing: Filing, by: User, at: datetime) -> Case:
    """Drafts and files in one go; a filing that is refused leaves nothing behind."""
    return file_with(filing=filing, by=by, at=at)


def file_with(*, filing: Filing, by: User, at: datetime) -> Case:
    """As ``file``, inside the caller's transaction."""
    policies.require_role(*Role, by=by)
    policies.require_in_reach(by=by, engagement=filing.particulars.get("engagement"))
    case = filings.compose(filing=filing, by=by, at=at)
    found = _enter(case, by=by, at=at)
    filings.keep(case)
    ledger.begin(
        (Event.CASE_DRAFTED, {"reference": case.reference}),
        (Event.CASE_SUBMITTED, _terms(case)),
        chain=ledger.chain_of(case),
        by=by,
        at=at,
    )
    _follow_up(case, found, by=by, at=at)
    return case


@transaction.atomic(durable=True)
def submit(*, case: Case, by: User, at: datetime) -> None:
    """Files a draft (FORMAT, the order of checks); a standing approval accepts it at once."""
    policies.require(Permission.SUBMIT, by=by, case=case, at=at)
    moves.require(MoveName.SUBMIT, status=case.status)
    found = _enter(case, by=by, at=at)
    ledger.append(Event.CASE_SUBMITTED, chain=ledger.chain_of(case), by=by, at=at, **_terms(case))
    _follow_up(case, found, by=by, at=at)


def _terms(case: Case) -> dict[str, Any]:
    """By which rules the case will be decided (P0b)."""
    terms = {"basis": case.basis, "revision": case.basis_revision, "policy_version": case.policy_version}
    return terms | ({"hold": case.hold_kind, "hold_until": text(case.hold_until)} if case.hold_until else {})


def _follow_up(case: Case, found: filed.Resolved, *, by: User, at: datetime) -> None:
    if case.rules.filing_by_subject_consents and case.filed_by in found.subjects and by.pk == case.filed_by_id:
        consents.record_given(case=case, at=at)
    complaint = case.complaint
    if case.rules.asking_invites_complainant and complaint and complaint.asked_at is None:
        notices.tell(Kind.PASS_ON_INVITED, case=case, to=complaint.complainant, at=at)
    _accept_by_standing_approval(case, at=at)


def _checked(case: Case, *, at: datetime) -> filed.Resolved:
    """What the filing names, after every check of `submit` in its order (FORMAT)."""
    found = filed.resolve(case, at=at)
    filed.require_filer(case)
    filed.require_complete(case, found)
    filed.require_purpose(case)
    filed.require_suited(case, found)
    filed.require_rested(case, found, at=at)
    return found


def _enter(case: Case, *, by: User, at: datetime) -> filed.Resolved:
    """Puts the case before the desk under today's rules, after every check."""
    case.basis_revision = REGISTRY.current(case.basis).revision
    found = _checked(case, at=at)
    policies.require_in_reach(by=by, engagement=found.engagement and found.engagement.name)
    _name_subjects(case, found)
    _stand_on(found, case, at=at)
    Case.objects.take(
        case,
        move=MoveName.SUBMIT,
        to=Status.TRIAGE,
        basis_revision=case.basis_revision,
        submitted_at=at,
        due_at=answering.due_from(case, at=at),
        policy_version=terms.in_force_for_a_filing(at=at),
        **_resolved(case, found),
    )
    # After the case's own row, as whoever edits or ends a draft takes them: in the other order the two would deadlock.
    for row in case.named:
        if row.pk is not None:
            row.save(update_fields=["subject"])
    return found


def _resolved(case: Case, found: filed.Resolved) -> dict[str, Any]:
    """What the case keeps of its names, the same at every filing: the facts ask the very records that it names."""
    ground = _own_ground(case)
    hold = holding.named(case)
    return {
        "recipient_user": found.recipient_user,
        "recipient_organisation": found.recipient_organisation,
        "engagement": found.engagement,
        "finding": found.finding,
        "complaint": found.complaint,
        "transaction": found.transaction,
        "preservation": found.preservation,
        **ground,
        **(hold.columns if hold else NO_HOLD),
    }


def _name_subjects(case: Case, found: filed.Resolved) -> None:
    for row, subject in zip(case.named, found.subjects, strict=True):
        row.subject = subject


def _stand_on(found: filed.Resolved, case: Case, *, at: datetime) -> None:
    """What was kept for its authority is kept on while the case is undecided (P3c)."""
    if found.preservation is not None and found.preservation.pk != case.preservation_id:
        preservations.hold_for_case(found.preservation, at=at)


def _own_ground(case: Case) -> dict[str, str]:
    rules = case.rules
    if rules.own_ground is None:
        return {}
    emergency = bool(case.particulars.get("emergency"))
    return {
        "legal_ground": case.legal_ground or (Ground.EMERGENCY if emergency else rules.own_ground),
        "legal_article": case.legal_article or (rules.emergency_article if emergency else rules.own_article),
    }


def _accept_by_standing_approval(case: Case, *, at: datetime) -> None:
    if case.engagement is None or case.engagement.standing_at is None:
        return
    seen = situations.picture(case, at=at)
    if Circumstance.STANDING_APPROVAL not in seen.circumstances:
        return
    try:
        triage.require_acceptable(seen, at=at)
    except DeskError:
        return
    _enter_review(seen, by=User.objects.system(), at=at)


@transaction.atomic(durable=True)
def accept(*, case: Case, by: User, at: datetime) -> None:
    """Takes the case on: facts, ground, breadth, transfer (FORMAT). Without a live consent the member is asked."""
    policies.require(Permission.ACCEPT, by=by, case=case, at=at)
    moves.require(MoveName.ACCEPT, status=case.status)
    if case.relays.open().exists():
        raise MoveNotAllowed(_("A message to the other side waits for its answer, or for word whether it helped."))
    seen = situations.picture(case, at=at)
    triage.require_acceptable(seen, at=at)
    if triage.must_ask_subject(seen, at=at):
        consents.ask(case=case, by=by, at=at)
    else:
        _enter_review(seen, by=by, at=at)


def _enter_review(seen: Picture, *, by: User, at: datetime) -> None:
    case = seen.case
    Case.objects.take(case, move=MoveName.ACCEPT, to=Status.REVIEW, accepted_at=at)
    ledger.append(Event.CASE_ACCEPTED, chain=ledger.chain_of(case), by=by, at=at)
    approvals.advance(seen=seen, by=by, at=at)


@transaction.atomic(durable=True)
def check_particulars(
    *,
    case: Case,
    by: User,
    at: datetime,
    called_back: bool = False,
    approval_number: str = "",
    transfer_ground: TransferGround | None = None,
) -> None:
    """Enters in triage what staff alone may say: the call-back, an approval number, a transfer ground."""
    policies.require(Permission.CHECK, by=by, case=case, at=at)
    moves.require(MoveName.ACCEPT, status=case.status)
    changes: dict[str, object] = {}
    if called_back:
        policies.require_caller(by=by, case=case)
        changes |= {"called_back_at": at, "called_back_by": by, "called_back_number": _number_of(case)}
    if approval_number:
        changes["approval_number"] = approval_number
    if transfer_ground:
        changes["transfer_ground"] = transfer_ground
    Case.objects.change(case, **changes)
    ledger.append(Event.PARTICULARS_CHECKED, chain=ledger.chain_of(case), by=by, at=at, entered=sorted(changes))


def _number_of(case: Case) -> str:
    """The published number of our register: a call-back went there or nowhere (P3c)."""
    authority = case.recipient_organisation
    if authority is None or not authority.phone:
        raise DeskError(_("Our register has no published number to call back."), fields=("called_back",))
    return authority.phone


@transaction.atomic(durable=True)
def resubmit(*, case: Case, by: User, at: datetime) -> None:
    """Files a returned case again, with the same checks; signatures over another scope are void."""
    policies.require(Permission.RESUBMIT, by=by, case=case, at=at)
    moves.require(MoveName.RESUBMIT, status=case.status)
    found = _checked(case, at=at)
    _name_subjects(case, found)
    _stand_on(found, case, at=at)
    due_at = answering.deadline(case, (Event.CASE_RESUBMITTED, at)).due_at
    Case.objects.take(case, move=MoveName.RESUBMIT, to=Status.TRIAGE, due_at=due_at, **_resolved(case, found))
    ledger.append(Event.CASE_RESUBMITTED, chain=ledger.chain_of(case), by=by, at=at)
    approvals.void_stale_signatures(case=case, by=by, at=at)


@transaction.atomic(durable=True)
def withdraw(*, case: Case, by: User, at: datetime) -> None:
    """The requester takes the request back, until the last signature."""
    policies.require(Permission.WITHDRAW, by=by, case=case, at=at)
    Case.objects.take(case, move=MoveName.WITHDRAW, to=Status.WITHDRAWN, closed_at=at)
    ledger.append(Event.CASE_WITHDRAWN, chain=ledger.chain_of(case), by=by, at=at)
