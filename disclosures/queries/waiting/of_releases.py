"""What a release still owes after it was made: a review that was drawn, an emergency's review and its paper."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, F, OuterRef, QuerySet, Value
from django.db.models.functions import Coalesce

from disclosures.domain import waits
from disclosures.domain.words import _
from disclosures.models import DrawnReview, EmergencyFollowUp, FormalInstrument
from disclosures.models.emergency_follow_up import EmergencyFollowUpQuerySet
from disclosures.queries.waiting.of_cases import later
from disclosures.queries.waiting.way import Actor, Reader, Way


def _drawn(reader: Reader) -> QuerySet[Any]:
    mine = DrawnReview.objects.waiting().filter(release__case__in=reader.cases.values("pk"))
    return mine.annotate(whose=Coalesce(F("reviewer__name"), Value("")))


def _follow_ups(reader: Reader) -> EmergencyFollowUpQuerySet:
    return EmergencyFollowUp.objects.filter(release__case__in=reader.cases.values("pk"))


def _review(reader: Reader) -> QuerySet[Any]:
    return _follow_ups(reader).unreviewed()


def _undecided() -> QuerySet[FormalInstrument]:
    return FormalInstrument.objects.undecided().filter(follow_up=OuterRef("pk"))


def _no_paper(reader: Reader) -> QuerySet[Any]:
    return _follow_ups(reader).unpapered().filter(~Exists(_undecided()), instrument_due_at__gt=reader.at)


def _late_paper(reader: Reader) -> QuerySet[Any]:
    return _follow_ups(reader).unpapered().filter(~Exists(_undecided()), instrument_due_at__lte=reader.at)


def _paper(reader: Reader) -> QuerySet[Any]:
    return FormalInstrument.objects.undecided().filter(follow_up__in=_follow_ups(reader).values("pk"))


WAYS = (
    Way(
        kind="emergency_review",
        says=_("The full review of an emergency's release, by who did not sign it"),
        who=Actor.SUPERVISOR,
        about="case",
        rows=_review,
        reference="release__case__reference",
        since="released_at",
        due_at="review_due_at",
    ),
    Way(
        kind="formal_instrument",
        says=_("The formal instrument that an authority owes after an emergency"),
        who=Actor.REQUESTER,
        about="case",
        rows=_no_paper,
        reference="release__case__reference",
        since="released_at",
        due_at="instrument_due_at",
    ),
    Way(
        kind="formal_instrument_late",
        says=_("A formal instrument that did not come in time: to be pursued, or given up with the access"),
        who=Actor.PRIVACY_OFFICER,
        about="case",
        rows=_late_paper,
        reference="release__case__reference",
        since="released_at",
        due_at="instrument_due_at",
    ),
    Way(
        kind="formal_instrument_check",
        says=_("A formal instrument that was presented, to be checked"),
        who=Actor.SUPERVISOR,
        about="case",
        rows=_paper,
        reference="follow_up__release__case__reference",
        since="presented_at",
        due_at=later("presented_at", waits.FORMAL_INSTRUMENT),
    ),
    Way(
        kind="drawn_review",
        says=_("The review of a release that the lot fell on; once late, anybody's of the legal staff"),
        who=Actor.LEGAL_STAFF,
        about="case",
        rows=_drawn,
        reference="release__case__reference",
        since="drawn_at",
        due_at="due_at",
        code="whose",
    ),
)
