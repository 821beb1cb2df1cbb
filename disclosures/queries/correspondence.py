"""Which messages of a case a reader sees: each side its own thread with the desk, and what was passed on (P3f).

Who wrote shows by the side they are on, never by name or address; staff see both threads and the notes beside them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from accounts.models import User
from disclosures.domain.errors import NotPermitted
from disclosures.domain.roles import Role
from disclosures.domain.threads import Thread
from disclosures.models import Case, Message, Relay
from disclosures.policies import parties, registers, table, visibility


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What one reader sees of it, and as whom."""

    as_desk: bool
    as_requester: bool
    messages: QuerySet[Message]
    relays: QuerySet[Relay]


def read_by(by: User, case: Case, *, at: datetime) -> Correspondence:
    """Raises ``NotPermitted`` for who may know of the case and is on neither side, as a recipient who never asked."""
    is_desk = bool(by.roles & {*registers.READERS}) and not parties.is_party(by, case)
    is_requester = table.is_requester(by, case)
    mine = Q(pk__in=())
    if is_requester:
        mine |= Q(thread=Thread.REQUESTER)
    is_subject = table.is_subject(by, case)
    if is_subject and visibility.was_told(by, case, at=at):
        mine |= Q(thread=Thread.SUBJECT, subject=by)
    relayed = Q() if is_desk or is_requester else Q(to=by)
    relays = Relay.objects.filter(relayed, case=case).order_by("at", "pk")
    if not is_desk and not is_requester and not is_subject:
        raise NotPermitted(roles=frozenset({Role.REVIEWER, Role.COUNSEL, Role.PRIVACY_OFFICER}))
    messages = Message.objects.filter(Q() if is_desk else mine, case=case).select_related("by").order_by("at", "pk")
    return Correspondence(is_desk, is_requester, messages, relays)


def passed_on_to(by: User, *, reference: str, at: datetime) -> QuerySet[Relay]:
    """What was passed on to ``by`` in this case, in order, answered or not; of nobody else's and of no case, none."""
    if not reference.isprintable():
        return Relay.objects.none()
    passed = Relay.objects.filter(to=by, at__lte=at, case__reference=reference)
    return passed.select_related("case").order_by("at", "pk")


def waiting_for(by: User, *, at: datetime) -> QuerySet[Relay]:
    """What was passed on to ``by`` and may still be answered."""
    return Relay.objects.unanswered().filter(to=by, at__lte=at, until__gt=at).select_related("case").order_by("until")
