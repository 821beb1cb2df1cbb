"""A message through the desk before anything is disclosed: it is passed on, answered, and may settle the case (P3f).

Whether the other side is known to the desk shows nowhere: the message ends by the same clock without an answer.
"""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import notices
from disclosures.actions.notices import Kind
from disclosures.domain import moves, plain_text, waits
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.events import Event
from disclosures.domain.facts import Fact
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.threads import MOST_RELAYS, SETTLES, RelayEnd
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Case, Relay
from disclosures.policies import Permission
from disclosures.queries import facts

ASKED = (Fact.IS_PARTY, Fact.TRANSACTION_OPEN)
"""Of the asker and the transaction, never of the other side: nobody is written to who has no part in it."""


@transaction.atomic(durable=True)
def send(*, case: Case, text: str, by: User, at: datetime) -> Relay:
    """The asker writes to the other side through the desk, while the desk has not taken the case on."""
    policies.require(Permission.RELAY, by=by, case=case, at=at)
    text = plain_text.required(text)
    moves.require(MoveName.ACCEPT, status=case.status)
    if not case.rules.relays_first or case.relays.count() >= MOST_RELAYS:
        raise MoveNotAllowed(_("No more messages are passed on in this case."))
    facts.require_these(case, ASKED, at=at)
    # Taken as it was read: whoever accepts it in this moment comes second, or this does.
    Case.objects.change(case, status=case.status)
    (to,) = [row.subject for row in case.named]
    try:
        with transaction.atomic():
            relay = Relay.objects.create(case=case, by=by, to=to, text=text, at=at, until=at + waits.RELAY)
    except IntegrityError as already:
        raise MoveNotAllowed(_("Your message is being passed on.")) from already
    ledger.append(Event.RELAYED, chain=ledger.chain_of(case), by=by, at=at, relay=str(relay.pk))
    if to is not None:
        notices.tell(Kind.RELAYED, case=case, to=to, at=at, occasion=str(relay.pk))
    _promise_end(relay, at=at)
    return relay


@transaction.atomic(durable=True)
def answer(*, relay: Relay, text: str, by: User, at: datetime) -> None:
    """The other side answers, in time; the asker reads it and says whether it helped."""
    policies.require_relayed(by=by, relay=relay)
    text = plain_text.required(text)
    helped_by = at + waits.RELAY_HELPED
    waiting = Relay.objects.unanswered().filter(pk=relay.pk, until__gt=at)
    if relay.case.status not in moves.RELAYING or not waiting.update(answered_at=at, answer=text, helped_by=helped_by):
        raise MoveNotAllowed(_("The time to answer is over, or it was answered."))
    relay.refresh_from_db()
    case = relay.case
    ledger.append(Event.RELAY_ANSWERED, chain=ledger.chain_of(case), by=by, at=at, relay=str(relay.pk))
    for asker in notices.who_asked(case):
        notices.tell(Kind.RELAY_ANSWERED, case=case, to=asker, at=at, occasion=str(relay.pk))
    _promise_end(relay, at=at)


@transaction.atomic(durable=True)
def say_it_helped(*, case: Case, by: User, at: datetime) -> None:
    """The answer was enough: the case ends, and nothing was disclosed."""
    policies.require(Permission.RELAY, by=by, case=case, at=at)
    _end(_answered(case), RelayEnd.HELPED, case=case, by=by, at=at)


@transaction.atomic(durable=True)
def say_it_did_not(*, case: Case, by: User, at: datetime) -> None:
    """The answer was not enough: the request goes on."""
    policies.require(Permission.RELAY, by=by, case=case, at=at)
    _end(_answered(case), RelayEnd.DID_NOT_HELP, case=case, by=by, at=at)


def _answered(case: Case) -> Relay:
    relay = case.relays.open().filter(answered_at__isnull=False).first()
    if relay is None:
        raise MoveNotAllowed(_("There is no answer that could have helped."))
    return relay


def end(claim: outbox.Claim, at: datetime) -> None:
    """The timer: without an answer the request goes on; answered, and nothing said since, it is settled."""
    with transaction.atomic(durable=True):
        relay = Relay.objects.select_related("case__filed_by").get(pk=str(claim.ids["relay_id"]))
        if relay.ended_at is None and relay.due_at <= at:
            how = RelayEnd.NO_ANSWER if relay.answered_at is None else RelayEnd.TAKEN_AS_HELPED
            _end(relay, how, case=relay.case, by=User.objects.system(), at=at)
            kind = Kind.CLOSED if how in SETTLES else Kind.RELAY_ENDED
            for asker in notices.who_asked(relay.case):
                notices.tell(kind, case=relay.case, to=asker, at=at, occasion=str(relay.pk))
        outbox.finish(claim, at=at)


def _end(relay: Relay, how: RelayEnd, *, case: Case, by: User, at: datetime) -> None:
    if case.status not in moves.RELAYING:
        how = RelayEnd.CASE_OVER
    if not Relay.objects.open().filter(pk=relay.pk).update(ended_at=at, end=how):
        raise MoveNotAllowed(_("It has ended already."))
    ledger.append(Event.RELAY_ENDED, chain=ledger.chain_of(case), by=by, at=at, relay=str(relay.pk), end=how)
    if how in SETTLES:
        Case.objects.take(case, move=MoveName.SETTLE, to=Status.WITHDRAWN, closed_at=at)
        ledger.append(Event.CASE_SETTLED, chain=ledger.chain_of(case), by=by, at=at)


def _promise_end(relay: Relay, *, at: datetime) -> None:
    key = f"relay_ends:{relay.pk}:{relay.due_at.timestamp():.0f}"
    outbox.put(Topic.RELAY_ENDS, key=key, at=at, run_after=relay.due_at, relay_id=relay.pk)
