"""What of a case's history each party is told: its own part, who acted by role and never by name (DESIGN 5.10)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accounts.models import User
from disclosures import ledger
from disclosures.domain.events import Event
from disclosures.domain.instants import parse
from disclosures.models import Case, LedgerEntry
from disclosures.queries.standing import Standing


class Actor(StrEnum):
    """Who did it, as a party is told."""

    YOU = "you"
    REQUESTER = "requester"
    RECIPIENT = "recipient"
    DESK = "the desk"


@dataclass(frozen=True, slots=True)
class Line:
    """One event; ``code`` is that of a decision."""

    at: datetime
    event: Event
    by: Actor
    code: str = ""


ENDS = frozenset({Event.RELEASE_ENDED, Event.RELEASE_REVOKED})
DECISIONS = frozenset({Event.CASE_REFUSED, Event.OBJECTION_UPHELD, Event.RELEASED})
TOLD: Mapping[Standing, frozenset[Event]] = {
    Standing.REQUESTER: frozenset(
        {
            Event.CASE_DRAFTED,
            Event.CASE_EDITED,
            Event.DRAFT_ENDED,
            Event.CASE_SUBMITTED,
            Event.CASE_RETURNED,
            Event.CASE_RESUBMITTED,
            Event.CASE_WITHDRAWN,
            Event.CASE_LAPSED,
            Event.CASE_SETTLED,
            Event.RELAYED,
            Event.RELAY_ANSWERED,
            Event.RELAY_ENDED,
            Event.APPEALED,
            Event.INSTRUMENT_PRESENTED,
            Event.INSTRUMENT_ACCEPTED,
            Event.INSTRUMENT_REFUSED,
            Event.INSTRUMENT_LATE,
        }
        | DECISIONS
        | ENDS
    ),
    Standing.RECIPIENT: frozenset({Event.RELEASED, Event.RELEASE_OPENED, Event.CORRECTION_TOLD}) | ENDS,
    Standing.SUBJECT: frozenset(
        {
            Event.CONSENT_ASKED,
            Event.CONSENT_ANSWERED,
            Event.NOTICE_WINDOW_OPENED,
            Event.CHANNEL_OFFERED,
            Event.OBJECTED,
            Event.OBJECTION_OVERRULED,
            Event.CASE_WITHDRAWN,
            Event.CASE_LAPSED,
            Event.RELEASE_OPENED,
        }
        | DECISIONS
        | ENDS
    ),
}
"""Which events each party is told; everything else is the desk's own."""


def entries(case: Case) -> list[LedgerEntry]:
    """The whole chain, in order."""
    return list(LedgerEntry.objects.filter(chain=ledger.chain_of(case).name).order_by("seq"))


def lines(case: Case, standing: Collection[Standing], *, by: User) -> Iterator[Line]:
    """The events that are this party's to know, in order; another's objection would tell that there is another."""
    told = frozenset().union(*(TOLD[one] for one in standing))
    mine = {str(account) for account in by.accounts}
    decided = set(case.objections.filter(by__in=by.accounts).values_list("decided_at", flat=True))
    for entry in entries(case):
        if entry.event not in told:
            continue
        content = entry.content
        if entry.event == Event.OBJECTED and content["actor"] not in mine:
            continue
        if entry.event == Event.OBJECTION_OVERRULED and parse(content["at"]) not in decided:
            continue
        code = content["body"].get("code", "")
        yield Line(parse(content["at"]), Event(entry.event), _who(content["actor"], case, by=by), code)


def _who(actor: str, case: Case, *, by: User) -> Actor:
    """A role, never a name."""
    known = {str(case.recipient_user_id): Actor.RECIPIENT, str(case.filed_by_id): Actor.REQUESTER}
    return (known | {str(by.pk): Actor.YOU}).get(actor, Actor.DESK)
