"""What waits between people: a party's message to the desk, a message through the desk, word whether it helped."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from disclosures.domain import waits
from disclosures.domain.words import _
from disclosures.models import Complaint, ComplaintMessage, Message, Relay
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _unanswered(reader: Reader) -> QuerySet[Any]:
    """The last word in a thread, when it is the party's."""
    same = Q(subject=OuterRef("subject")) | Q(subject__isnull=True, thread=OuterRef("thread"))
    newer = Message.objects.filter(same, case=OuterRef("case"), thread=OuterRef("thread"), at__gt=OuterRef("at"))
    theirs = Message.objects.filter(from_desk=False, case__in=reader.cases.values("pk"))
    return theirs.filter(~Exists(newer))


def _of_complaints(reader: Reader) -> QuerySet[Any]:
    """The last word about a complaint, when it is the complainant's; of no affair of the reader's own."""
    newer = ComplaintMessage.objects.filter(complaint=OuterRef("complaint"), at__gt=OuterRef("at"))
    mine = Q(complainant__in=reader.accounts) | Q(respondent__in=reader.accounts, respondent__isnull=False)
    others = Complaint.objects.exclude(pk__in=Complaint.objects.filter(mine).values("pk"))
    theirs = ComplaintMessage.objects.filter(from_desk=False, complaint__in=others.values("pk"))
    return theirs.filter(~Exists(newer))


def _relayed(reader: Reader) -> QuerySet[Any]:
    return Relay.objects.unanswered().filter(case__in=reader.cases.values("pk"))


def _undecided(reader: Reader) -> QuerySet[Any]:
    answered = Relay.objects.open().filter(answered_at__isnull=False)
    return answered.filter(case__in=reader.cases.values("pk"))


WAYS = (
    Way(
        kind="message",
        says=_("A party's message to the desk, to be answered"),
        who=Actor.LEGAL_STAFF,
        about="case",
        rows=_unanswered,
        reference="case__reference",
        since="at",
        due_at=later("at", waits.MESSAGE),
        code="thread",
    ),
    Way(
        kind="complaint_message",
        says=_("A complainant's message to the desk, to be answered"),
        who=Actor.LEGAL_STAFF,
        about="complaint",
        rows=_of_complaints,
        reference="complaint__reference",
        since="at",
        due_at=later("at", waits.MESSAGE),
    ),
    Way(
        kind="relay_answer",
        says=_("An answer to a message through the desk; without it the request goes on"),
        who=Actor.COUNTERPARTY,
        about="case",
        rows=_relayed,
        reference="case__reference",
        since="at",
        due_at="until",
    ),
    Way(
        kind="relay_helped",
        says=_("Word whether the answer to a message through the desk helped; silence is a yes, and the case ends"),
        who=Actor.REQUESTER,
        about="case",
        rows=_undecided,
        reference="case__reference",
        since="answered_at",
        due_at="helped_by",
    ),
)
