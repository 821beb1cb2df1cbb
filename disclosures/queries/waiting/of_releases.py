"""What a release still owes after it was made: a review that was drawn."""

from __future__ import annotations

from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce

from disclosures.domain.words import _
from disclosures.models import DrawnReview
from disclosures.queries.waiting.way import Actor, Reader, Way


def _drawn(reader: Reader) -> QuerySet[Any]:
    mine = DrawnReview.objects.waiting().filter(release__case__in=reader.cases.values("pk"))
    return mine.annotate(whose=Coalesce(F("reviewer__name"), Value("")))


WAYS = (
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
