"""The life of a case as one table of moves (DESIGN 4): checks, the API, the diagram and the tests derive from it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event


class Status(StrEnum):
    """Where a case is."""

    DRAFT = "draft"
    TRIAGE = "triage"
    WAITING_FOR_SUBJECT = "waiting_for_subject"
    RETURNED = "returned"
    REVIEW = "review"
    NOTICE = "notice"
    APPROVED = "approved"
    RELEASED = "released"
    RELEASE_FAILED = "release_failed"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Outcome(StrEnum):
    """What was decided, beside the refusal codes. Empty until decided, kept when the case closes."""

    GRANTED = "granted"
    PARTLY_GRANTED = "partly_granted"
    NOTHING_TO_RELEASE = "nothing_to_release"
    NOT_CONSENTED = "not_consented"
    OBJECTION_UPHELD = "objection_upheld"
    FACT_LAPSED = "fact_lapsed"


class MoveName(StrEnum):
    """The verbs that move a case."""

    SUBMIT = "submit"
    ACCEPT = "accept"
    ASK_SUBJECT = "ask_subject"
    ANSWER_SOME = "answer_some"
    ANSWER_NONE = "answer_none"
    SILENCE = "silence"
    RETURN = "return"
    RESUBMIT = "resubmit"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"
    RETURN_ENDS = "return_ends"
    DRAFT_ENDS = "draft_ends"
    SETTLE = "settle"
    WITHDRAW_FOR_MISUSE = "withdraw_for_misuse"
    NARROW = "narrow"
    SIGN = "sign"
    OPEN_WINDOW = "open_window"
    APPROVE = "approve"
    OBJECT = "object"
    OFFER_CHANNEL = "offer_channel"
    UPHOLD_OBJECTION = "uphold_objection"
    OVERRULE_OBJECTION = "overrule_objection"
    WINDOW_ENDS = "window_ends"
    TELLING_FAILS = "telling_fails"
    SIGN_AGAIN = "sign_again"
    RELEASE = "release"
    RELEASE_NOTHING = "release_nothing"
    FACT_LAPSES = "fact_lapses"
    RELEASE_FAILS = "release_fails"
    RETRY = "retry"
    END = "end"
    APPEAL = "appeal"


@dataclass(frozen=True, slots=True)
class Move:
    """One row: name, from, to, and the event that the ledger records."""

    name: MoveName
    sources: frozenset[Status]
    targets: frozenset[Status]
    event: Event


def _move(name: MoveName, sources: str, targets: str, event: Event) -> Move:
    return Move(
        name,
        frozenset(Status(word) for word in sources.split()),
        frozenset(Status(word) for word in targets.split()),
        event,
    )


MOVES: dict[MoveName, Move] = {
    move.name: move
    for move in (
        _move(MoveName.SUBMIT, "draft", "triage", Event.CASE_SUBMITTED),
        _move(MoveName.ACCEPT, "triage", "review", Event.CASE_ACCEPTED),
        _move(MoveName.ASK_SUBJECT, "triage", "waiting_for_subject", Event.CONSENT_ASKED),
        _move(MoveName.ANSWER_SOME, "waiting_for_subject", "review", Event.CONSENT_ANSWERED),
        _move(MoveName.ANSWER_NONE, "waiting_for_subject", "refused", Event.CONSENT_ANSWERED),
        _move(MoveName.SILENCE, "waiting_for_subject", "refused", Event.CASE_REFUSED),
        _move(MoveName.RETURN, "triage review", "returned", Event.CASE_RETURNED),
        _move(MoveName.RESUBMIT, "returned", "triage", Event.CASE_RESUBMITTED),
        _move(MoveName.REFUSE, "triage review release_failed", "refused", Event.CASE_REFUSED),
        _move(MoveName.WITHDRAW, "draft triage waiting_for_subject returned review", "withdrawn", Event.CASE_WITHDRAWN),
        _move(MoveName.SETTLE, "triage returned", "withdrawn", Event.CASE_SETTLED),
        _move(MoveName.DRAFT_ENDS, "draft", "withdrawn", Event.DRAFT_ENDED),
        _move(MoveName.RETURN_ENDS, "returned", "withdrawn", Event.CASE_LAPSED),
        _move(
            MoveName.WITHDRAW_FOR_MISUSE,
            "draft triage waiting_for_subject returned review notice approved release_failed",
            "withdrawn",
            Event.CASE_WITHDRAWN,
        ),
        _move(MoveName.NARROW, "review", "review", Event.NARROWED),
        _move(MoveName.SIGN, "review", "review", Event.STEP_SIGNED),
        _move(MoveName.OPEN_WINDOW, "review approved", "notice", Event.NOTICE_WINDOW_OPENED),
        _move(MoveName.APPROVE, "review", "approved", Event.APPROVED),
        _move(MoveName.OBJECT, "notice approved release_failed", "notice", Event.OBJECTED),
        _move(MoveName.OFFER_CHANNEL, "notice approved release_failed", "review", Event.CHANNEL_OFFERED),
        _move(MoveName.UPHOLD_OBJECTION, "notice", "refused", Event.OBJECTION_UPHELD),
        _move(MoveName.OVERRULE_OBJECTION, "notice", "notice", Event.OBJECTION_OVERRULED),
        _move(MoveName.WINDOW_ENDS, "notice", "approved", Event.APPROVED),
        _move(MoveName.TELLING_FAILS, "notice", "refused", Event.CASE_REFUSED),
        _move(MoveName.SIGN_AGAIN, "notice approved", "review", Event.BACK_TO_REVIEW),
        _move(MoveName.RELEASE, "approved", "released", Event.RELEASED),
        _move(MoveName.RELEASE_NOTHING, "approved", "refused", Event.CASE_REFUSED),
        _move(MoveName.FACT_LAPSES, "approved", "refused", Event.CASE_REFUSED),
        _move(MoveName.RELEASE_FAILS, "approved", "release_failed", Event.RELEASE_FAILED),
        _move(MoveName.RETRY, "release_failed", "approved", Event.RETRIED),
        _move(MoveName.END, "released", "closed", Event.CASE_CLOSED),
        _move(MoveName.APPEAL, "refused", "triage review", Event.APPEALED),
    )
}

UNRELEASED = MOVES[MoveName.WITHDRAW_FOR_MISUSE].sources
"""Where nothing has been released yet and something still could be."""

RELAYING = MOVES[MoveName.SETTLE].sources
"""Where a message through the desk can still be answered, and settle the case (P3f)."""

TELLING_AHEAD = UNRELEASED - {Status.DRAFT} | {Status.RELEASED, Status.CLOSED}
"""Where the member may have something to be told, so that a paper can forbid it."""

WORKED_ON = UNRELEASED - {Status.DRAFT}
"""Where somebody of the desk may have work with it."""

DECIDED_WITHOUT_APPEAL = frozenset({Outcome.NOT_CONSENTED})
"""What the member did not consent to cannot be appealed."""


def require(name: MoveName, *, status: str) -> Move:
    """The move, when it can start from ``status``; ``MoveNotAllowed`` otherwise."""
    move = MOVES[name]
    if status not in move.sources:
        raise MoveNotAllowed
    return move


def possible(*, status: str) -> tuple[MoveName, ...]:
    """Every move that can start from ``status``, in the order of the table."""
    return tuple(name for name, move in MOVES.items() if status in move.sources)
