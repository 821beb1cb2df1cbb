"""A member's objection inside the window, and the two ways to decide it (POLICY "For every basis")."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import approvals, notices, undelivered
from disclosures.actions.notices import Kind
from disclosures.domain import moves, waits
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError, MoveNotAllowed, WideningRefused
from disclosures.domain.events import Event
from disclosures.domain.moves import MoveName, Outcome, Status
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Case, Objection
from disclosures.policies import Permission
from disclosures.queries import records, situations, untold


@transaction.atomic(durable=True)
def raise_objection(*, case: Case, by: User, at: datetime, reason: str) -> None:
    """Stops the release until counsel or a privacy officer decides; possible until the release."""
    policies.require(Permission.OBJECT, by=by, case=case, at=at)
    moves.require(MoveName.OBJECT, status=case.status)
    if not case.rules.notice.opens_window or case.window_ends_at is None:
        raise MoveNotAllowed
    if not reason.strip():
        raise DeskError(_("Say why you object."), fields=("reason",))
    if case.objections.undecided().filter(by=by).exists():
        raise MoveNotAllowed(_("Your objection is being decided."))
    Case.objects.take(case, move=MoveName.OBJECT, to=Status.NOTICE)
    try:
        raised = Objection.objects.create(case=case, version=case.version, by=by, reason=reason, at=at)
    except IntegrityError as already:
        raise MoveNotAllowed from already
    ledger.append(Event.OBJECTED, chain=ledger.chain_of(case), by=by, at=at, proofs={"reason": reason})
    ids = {"objection_id": raised.pk}
    outbox.put_all(
        [
            outbox.Promise(Topic.OBJECTION_LATE, f"objection_late:{raised.pk}", ids, at + waits.OBJECTION),
            outbox.Promise(Topic.OBJECTION_ENDS, f"objection_ends:{raised.pk}", ids, at + waits.OBJECTION_ENDS),
        ],
        at=at,
    )


@transaction.atomic(durable=True)
def offer_channel(*, case: Case, item: ItemKey, by: User, at: datetime) -> None:
    """The counterparty picks another channel that was asked for: the scope changes, the signatures are void (P3f)."""
    policies.require(Permission.OFFER_CHANNEL, by=by, case=case, at=at)
    moves.require(MoveName.OFFER_CHANNEL, status=case.status)
    if not case.rules.offers_channels:
        raise MoveNotAllowed
    if item not in records.CHANNELS.values() or not case.asked_items.filter(item=item).exists():
        raise WideningRefused(_("Only a channel that was asked for can be offered."))
    Case.objects.take(
        case,
        move=MoveName.OFFER_CHANNEL,
        to=Status.REVIEW,
        channel_offered=item,
        window_ends_at=None,
        approved_at=None,
        signed_scope=None,
    )
    ledger.append(Event.CHANNEL_OFFERED, chain=ledger.chain_of(case), by=by, at=at, item=item)
    approvals.void_signatures(case=case, by=by, at=at)
    approvals.advance(seen=situations.picture(case, at=at), by=by, at=at)


@transaction.atomic(durable=True)
def uphold(*, case: Case, by: User, at: datetime, reason: str = "") -> None:
    """The member is right: nothing leaves, the case is refused."""
    policies.require(Permission.UPHOLD_OBJECTION, by=by, case=case, at=at)
    _uphold(case, by=by, at=at, reason=reason)


def _uphold(case: Case, *, by: User, at: datetime, reason: str) -> None:
    _decide(case, MoveName.UPHOLD_OBJECTION, upheld=True, by=by, at=at, reason=reason)
    Case.objects.take(
        case,
        move=MoveName.UPHOLD_OBJECTION,
        to=Status.REFUSED,
        outcome=Outcome.OBJECTION_UPHELD,
        decided_at=at,
        refused_in=Status.NOTICE,
    )
    ledger.append(Event.OBJECTION_UPHELD, chain=ledger.chain_of(case), by=by, at=at)
    notices.tell_requester(Kind.DECIDED, case=case, at=at)


@transaction.atomic(durable=True)
def overrule(*, case: Case, by: User, at: datetime, reason: str) -> None:
    """The release goes on, with a reason, when the window is over too."""
    policies.require(Permission.OVERRULE_OBJECTION, by=by, case=case, at=at)
    if not reason.strip():
        raise DeskError(_("Say why the objection is overruled."), fields=("reason",))
    _decide(case, MoveName.OVERRULE_OBJECTION, upheld=False, by=by, at=at, reason=reason)
    Case.objects.take(case, move=MoveName.OVERRULE_OBJECTION, to=Status.NOTICE)
    ledger.append(Event.OBJECTION_OVERRULED, chain=ledger.chain_of(case), by=by, at=at, proofs={"reason": reason})
    _approve_after_window(case, by=by, at=at)


def _decide(case: Case, move: MoveName, *, upheld: bool, by: User, at: datetime, reason: str) -> None:
    moves.require(move, status=case.status)
    undecided = case.objections.undecided()
    raised_by = list(User.objects.filter(pk__in=undecided.values("by")))
    if not undecided.update(decided_at=at, decided_by=by, upheld=upheld, decision=reason):
        raise MoveNotAllowed(_("There is no objection to decide."))
    notices.tell_all([notices.Message(Kind.OBJECTION_DECIDED, member) for member in raised_by], case=case, at=at)


def chase(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``case.objection_late``: whoever may decide is told that nobody did."""
    with transaction.atomic(durable=True):
        raised = _undecided(claim)
        if raised is not None:
            free = policies.who_is_free(Permission.UPHOLD_OBJECTION, case=raised.case)
            late = [notices.Message(Kind.OBJECTION_LATE, to, occasion=str(raised.pk)) for to in free]
            notices.tell_all(late, case=raised.case, at=at)
        outbox.finish(claim, at=at)


def end(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``case.objection_ends``: what nobody decided in its time is upheld; nothing leaves (decision 0034)."""
    with transaction.atomic(durable=True):
        raised = _undecided(claim)
        if raised is not None and raised.case.status == Status.NOTICE:
            _uphold(raised.case, by=User.objects.system(), at=at, reason="")
        elif raised is not None and raised.case.status in moves.UNRELEASED:
            # Back in review: the members' word still stands when the case comes to its window again.
            run_after = at + waits.OBJECTION_ENDS
            key = f"objection_ends:{raised.pk}:{run_after.timestamp():.0f}"
            outbox.put(Topic.OBJECTION_ENDS, key=key, at=at, run_after=run_after, objection_id=raised.pk)
        outbox.finish(claim, at=at)


def _undecided(claim: outbox.Claim) -> Objection | None:
    raised = Objection.objects.undecided().select_related("case__filed_by")
    return raised.filter(pk=claim.ids["objection_id"]).first()


def end_window(claim: outbox.Claim, at: datetime) -> None:
    """The window's timer: approves, unless an objection is undecided or somebody was not told."""
    with transaction.atomic(durable=True):
        case = Case.objects.get(pk=claim.ids["case_id"])
        if case.status == Status.NOTICE and not undelivered.end_case(case, at=at):
            _approve_after_window(case, by=User.objects.system(), at=at)
        outbox.finish(claim, at=at)


def _approve_after_window(case: Case, *, by: User, at: datetime) -> None:
    if case.window_ends_at is None or at < case.window_ends_at or case.objections.undecided().exists():
        return
    if untold.of_window(case).exists():
        return
    Case.objects.take(case, move=MoveName.WINDOW_ENDS, to=Status.APPROVED, approved_at=at)
    ledger.append(Event.APPROVED, chain=ledger.chain_of(case), by=by, at=at)
    approvals.promise_release(case, at=at)
