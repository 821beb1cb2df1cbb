"""What waits in the desk itself: work that gave up, notices that a hold keeps back or that nobody could send."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from disclosures.domain import waits
from disclosures.domain.moves import Status
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Job, Notice
from disclosures.models.job import JobState
from disclosures.outbox.attention import DECIDED_BY_CASE
from disclosures.policies import visibility
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way

ABOUT = Coalesce("case__reference", "reference")
NOTHING_TO_TELL_OF = Q(kind=Notice.Kind.ABOUT_TO_RELEASE, case__status__in=[Status.REFUSED, Status.WITHDRAWN])
"""The window that it told of came to nothing."""
SHOWN_OTHERWISE = frozenset({*DECIDED_BY_CASE, Topic.NOTICE_SEND, Topic.EVIDENCE_SCAN})
"""Shown as the case that failed, as the notice that was not sent, or as the file that nobody could look at."""


def _gave_up(reader: Reader) -> QuerySet[Any]:
    stuck = Job.objects.filter(state__in=[JobState.DEAD, JobState.PARKED]).exclude(topic__in=SHOWN_OTHERWISE)
    return stuck.annotate(from_then=Coalesce("run_after", "created_at"))


def _unsent_to_others(reader: Reader) -> QuerySet[Any]:
    return visibility.notices_worked_by(reader.by).filter(sent_at__isnull=True, settled_at__isnull=True)


def _held(reader: Reader) -> QuerySet[Any]:
    """One row for each case and date, however many people are told then."""
    kept = _unsent_to_others(reader).filter(case__isnull=False, due_at__gt=reader.at)
    rows: QuerySet[Any] = kept.values("case__reference", "due_at").annotate(from_then=Min("case__decided_at"))
    return rows


def _unsent(reader: Reader) -> QuerySet[Any]:
    unsent = _unsent_to_others(reader).filter(due_at__lte=reader.at - waits.UNSENT, undelivered_at__isnull=True)
    rows: QuerySet[Any] = unsent.values(about=ABOUT, promised_at=F("due_at")).distinct()
    return rows


def _undelivered(reader: Reader) -> QuerySet[Any]:
    came_back = visibility.notices_worked_by(reader.by).undelivered().exclude(NOTHING_TO_TELL_OF)
    rows: QuerySet[Any] = came_back.values(about=ABOUT, from_then=F("undelivered_at")).annotate(
        why=Min("undelivered_code")
    )
    return rows


WAYS = (
    Way(
        kind="gave_up",
        says=_("Background work that gave up"),
        who=Actor.ADMINISTRATOR,
        about="job",
        rows=_gave_up,
        reference="pk",
        since="from_then",
        due_at=later("from_then", waits.GAVE_UP),
        code="last_error",
    ),
    Way(
        kind="notice_held",
        says=_("A notice that a hold keeps back until its date"),
        who=Actor.NOBODY,
        about="case",
        rows=_held,
        reference="case__reference",
        since="from_then",
        due_at="due_at",
    ),
    Way(
        kind="notice_unsent",
        says=_("A notice that is due and was not sent"),
        who=Actor.ADMINISTRATOR,
        about="case",
        rows=_unsent,
        reference="about",
        since="promised_at",
        due_at=later("promised_at", waits.UNSENT),
    ),
    Way(
        kind="notice_undelivered",
        says=_("A notice that did not arrive, to be sent again or told otherwise; inside a window the case ends then"),
        who=Actor.LEGAL_STAFF,
        about="case",
        rows=_undelivered,
        reference="about",
        since="from_then",
        due_at=later("from_then", waits.UNDELIVERED),
        code="why",
    ),
)
