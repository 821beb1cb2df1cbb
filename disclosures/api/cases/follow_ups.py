"""What is owed after a release, as the desk reads it: whose it is, until when, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from disclosures.domain.instants import text
from disclosures.models import Case, DrawnReview


class DrawnReviewSerializer(serializers.Serializer[Any]):
    """The review of a release that the lot fell on."""

    drawn_at = serializers.DateTimeField()
    due_at = serializers.DateTimeField()
    is_late = serializers.BooleanField()
    reviewer = serializers.CharField(allow_blank=True, help_text="Who was drawn to do it.")
    result = serializers.ChoiceField(DrawnReview.Result.choices, allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    done_at = serializers.DateTimeField(allow_null=True)
    done_by = serializers.CharField(allow_blank=True)


def drawn_review(case: Case, *, at: datetime) -> dict[str, Any] | None:
    """The review of the case's latest release; ``None`` where the lot did not fall on it."""
    related = ("reviewer", "done_by")
    row = DrawnReview.objects.filter(release__case=case).select_related(*related).order_by("-drawn_at").first()
    if row is None:
        return None
    return {
        "drawn_at": text(row.drawn_at),
        "due_at": text(row.due_at),
        "is_late": row.done_at is None and row.due_at <= at,
        "reviewer": row.reviewer.name if row.reviewer else "",
        "result": row.result,
        "reason": row.words,
        "done_at": text(row.done_at),
        "done_by": row.done_by.name if row.done_by else "",
    }
