"""What waits in the desk itself: work that gave up, notices that a hold keeps back or that nobody could send."""

from __future__ import annotations

from typing import Any

from django.db.models import F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from disclosures.domain import waits
from disclosures.domain.topics import Topic
from disclosures.domain.words import _
from disclosures.models import Job, Notice
from disclosures.models.job import JobState
from disclosures.outbox.attention import DECIDED_BY_CASE
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way

SHOWN_OTHERWISE = frozenset({*DECIDED_BY_CASE, Topic.NOTICE_SEND})
"""Shown as the case that failed, or as the notice that was not sent."""


def _gave_up(reader: Reader) -> QuerySet[Any]:
    stuck = Job.objects.filter(state__in=[JobState.DEAD, JobState.PARKED]).exclude(topic__in=SHOWN_OTHERWISE)
    return stuck.annotate(from_then=Coalesce("run_after", "created_at"))


def _of_cases(reader: Reader) -> QuerySet[Any]:
    return Notice.objects.filter(sent_at__isnull=True, case__in=reader.cases.values("pk"))


def _held(reader: Reader) -> QuerySet[Any]:
    """One row for each case and date, however many people are told then."""
    kept = _of_cases(reader).filter(due_at__gt=reader.at)
    rows: QuerySet[Any] = kept.values("case__reference", "due_at").annotate(from_then=Min("case__decided_at"))
    return rows


def _unsent(reader: Reader) -> QuerySet[Any]:
    about_no_case = Notice.objects.filter(sent_at__isnull=True, case__isnull=True)
    mine = Q(to_user__in=reader.accounts)
    unsent = Notice.objects.filter(
        Q(pk__in=_of_cases(reader).values("pk")) | Q(pk__in=about_no_case.exclude(mine).values("pk")),
        due_at__lte=reader.at - waits.UNSENT,
    )
    return unsent.values(about=Coalesce("case__reference", "reference"), promised_at=F("due_at"))


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
)
