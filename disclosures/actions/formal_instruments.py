"""The formal instrument after an emergency: presented, checked by somebody else, or given up once it is late (P3c)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, policies
from disclosures.actions import emergencies, endings, notices
from disclosures.actions.emergencies import InstrumentEnd
from disclosures.actions.notices import Kind, Message
from disclosures.domain.errors import DeskError, MoveNotAllowed, SamePerson
from disclosures.domain.events import Event
from disclosures.domain.extents import Period
from disclosures.domain.instants import text
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.words import Filled, _
from disclosures.models import Case, EmergencyFollowUp, FormalInstrument
from disclosures.policies import Permission
from disclosures.queries import papers


@dataclass(frozen=True, slots=True)
class Paper:
    """What the paper says."""

    kind: InstrumentKind
    number: str
    issued_by: str
    issued_at: datetime
    statute: str
    items: Sequence[str]
    period: Period | None = None


@transaction.atomic(durable=True)
def present(*, case: Case, paper: Paper, by: User, at: datetime) -> None:
    """The authority presents the paper, or one of the legal staff enters it."""
    policies.require(Permission.PRESENT_INSTRUMENT, by=by, case=case, at=at)
    follow_up = _waiting(case)
    missing = tuple(name for name in ("number", "issued_by", "statute") if not getattr(paper, name).strip())
    missing += () if paper.items else ("items",)
    missing += ("issued_at",) if paper.issued_at > at else ()
    if missing:
        raise DeskError(Filled(_("Correct or fill in: %(fields)s."), fields=", ".join(missing)), fields=missing)
    try:
        FormalInstrument.objects.create(
            follow_up=follow_up,
            kind=paper.kind,
            number=paper.number,
            issued_by=paper.issued_by,
            issued_at=paper.issued_at,
            statute=paper.statute,
            items=list(paper.items),
            period=[text(paper.period.start), text(paper.period.end)] if paper.period else None,
            presented_at=at,
            presented_by=by,
            presenter=by.person,
        )
    except IntegrityError as already:
        raise MoveNotAllowed(_("A paper is being checked already.")) from already
    ledger.append(
        Event.INSTRUMENT_PRESENTED,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        kind=paper.kind,
        proofs={"number": paper.number, "issued_by": paper.issued_by},
    )


@transaction.atomic(durable=True)
def accept(*, case: Case, words: str, by: User, at: datetime) -> None:
    """It is what was owed. Where it does not cover all that was released, ``words`` say why that is enough."""
    policies.require(Permission.DECIDE_INSTRUMENT, by=by, case=case, at=at)
    paper = _to_decide(case, by=by)
    if papers.uncovered(paper) and not words.strip():
        raise DeskError(_("This paper does not cover all that was released. Say why it is enough."), fields=("reason",))
    _decide(paper, accepted=True, words=words, by=by, at=at)
    ledger.append(
        Event.INSTRUMENT_ACCEPTED,
        chain=ledger.chain_of(case),
        by=by,
        at=at,
        kind=paper.kind,
        uncovered=list(papers.uncovered(paper)),
        proofs={"words": words} if words else None,
    )
    emergencies.end_instrument(paper.follow_up, end=InstrumentEnd.ACCEPTED, by=by, at=at)
    _tell_decided(paper, case=case, at=at)


@transaction.atomic(durable=True)
def refuse(*, case: Case, words: str, by: User, at: datetime) -> None:
    """It is not: another is still owed, by the same day."""
    policies.require(Permission.DECIDE_INSTRUMENT, by=by, case=case, at=at)
    paper = _to_decide(case, by=by)
    if not words.strip():
        raise DeskError(_("Say why the paper is refused."), fields=("reason",))
    _decide(paper, accepted=False, words=words, by=by, at=at)
    ledger.append(
        Event.INSTRUMENT_REFUSED, chain=ledger.chain_of(case), by=by, at=at, kind=paper.kind, proofs={"words": words}
    )
    _tell_decided(paper, case=case, at=at)


@transaction.atomic(durable=True)
def give_up(*, case: Case, words: str, by: User, at: datetime) -> None:
    """A privacy officer stops waiting for a paper that is late: the access ends with it."""
    policies.require(Permission.GIVE_UP_INSTRUMENT, by=by, case=case, at=at)
    follow_up = _waiting(case)
    if at < follow_up.instrument_due_at:
        raise MoveNotAllowed(_("The paper is not late yet."))
    if follow_up.instruments.undecided().exists():
        raise MoveNotAllowed(_("A paper was presented. Accept or refuse it first."))
    if not words.strip():
        raise DeskError(_("Say why nobody waits for it any more."), fields=("reason",))
    emergencies.end_instrument(follow_up, end=InstrumentEnd.NEVER_CAME, words=words, by=by, at=at)
    ledger.append(Event.INSTRUMENT_GIVEN_UP, chain=ledger.chain_of(case), by=by, at=at, proofs={"words": words})
    endings.end(release=follow_up.release, reason=endings.Reason.NO_INSTRUMENT, by=by, at=at)


def _waiting(case: Case) -> EmergencyFollowUp:
    follow_up = EmergencyFollowUp.objects.unpapered().select_related("release__case").filter(release__case=case).first()
    if follow_up is None:
        raise MoveNotAllowed(_("No formal instrument is waited for in this case."))
    return follow_up


def _to_decide(case: Case, *, by: User) -> FormalInstrument:
    undecided = FormalInstrument.objects.undecided().filter(follow_up__release__case=case)
    paper = undecided.select_related("follow_up__release__case").first()
    if paper is None:
        raise MoveNotAllowed(_("No paper waits to be checked in this case."))
    if paper.presenter == by.person:
        raise SamePerson
    return paper


def _decide(paper: FormalInstrument, *, accepted: bool, words: str, by: User, at: datetime) -> None:
    undecided = FormalInstrument.objects.undecided().filter(pk=paper.pk)
    if not undecided.update(accepted=accepted, words=words, decided_at=at, decided_by=by, decider=by.person):
        raise MoveNotAllowed(_("No paper waits to be checked in this case."))


def _tell_decided(paper: FormalInstrument, *, case: Case, at: datetime) -> None:
    messages = [Message(Kind.INSTRUMENT_DECIDED, to, occasion=str(paper.pk)) for to in notices.who_asked(case)]
    notices.tell_all(messages, case=case, at=at)
