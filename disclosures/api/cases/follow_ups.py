"""What is owed after a release, as the desk reads it: whose it is, until when, and what came of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from rest_framework import serializers

from disclosures.api.fields import one_of
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.instants import text
from disclosures.domain.moves import UNRELEASED
from disclosures.domain.particulars import InstrumentKind
from disclosures.models import Case, DrawnReview, EmergencyFollowUp, FormalInstrument
from disclosures.queries import papers


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


class InstrumentSerializer(serializers.Serializer[Any]):
    """A paper that was presented after an emergency."""

    kind = one_of(InstrumentKind)
    number = serializers.CharField()
    issued_by = serializers.CharField()
    issued_at = serializers.DateTimeField()
    statute = serializers.CharField()
    items = serializers.ListField(child=serializers.CharField())
    period = serializers.ListField(child=serializers.DateTimeField(), allow_null=True)
    presented_at = serializers.DateTimeField()
    presented_by = serializers.CharField()
    uncovered = serializers.ListField(child=one_of(ItemKey), help_text="Released, and not opened by this paper.")
    accepted = serializers.BooleanField(allow_null=True)
    decided_at = serializers.DateTimeField(allow_null=True)
    decided_by = serializers.CharField(allow_blank=True)
    reason = serializers.CharField(allow_blank=True)


class EmergencySerializer(serializers.Serializer[Any]):
    """What an emergency's release owes."""

    released_at = serializers.DateTimeField()
    review_due_at = serializers.DateTimeField()
    review_is_late = serializers.BooleanField()
    result = serializers.ChoiceField(EmergencyFollowUp.Result.choices, allow_blank=True)
    reason = serializers.CharField(allow_blank=True)
    reviewed_at = serializers.DateTimeField(allow_null=True)
    reviewed_by = serializers.CharField(allow_blank=True)
    hold_until = serializers.DateTimeField(allow_null=True, help_text="As the review set it.")
    hold_latest_at = serializers.DateTimeField()
    instrument_due_at = serializers.DateTimeField()
    instrument_is_late = serializers.BooleanField()
    instrument_end = serializers.ChoiceField(EmergencyFollowUp.InstrumentEnd.choices, allow_blank=True)
    instrument_ended_at = serializers.DateTimeField(allow_null=True)
    instruments = InstrumentSerializer(many=True)


class OwedSerializer(serializers.Serializer[Any]):
    """The formal instrument, as who asked is told of it."""

    due_at = serializers.DateTimeField()
    state = serializers.ChoiceField(["due", "late", "being_checked", "accepted", "closed"])
    refused = serializers.IntegerField(help_text="How many papers were refused.")


def emergency(case: Case, *, at: datetime) -> dict[str, Any] | None:
    """What the emergency's release owes; ``None`` where there was none."""
    row = EmergencyFollowUp.objects.filter(release__case=case).select_related("reviewed_by").first()
    if row is None:
        return None
    presented = row.instruments.select_related("presented_by", "decided_by", "follow_up__release__case")
    return {
        "released_at": text(row.released_at),
        "review_due_at": text(row.review_due_at),
        "review_is_late": row.reviewed_at is None and row.review_due_at <= at,
        "result": row.result,
        "reason": row.words,
        "reviewed_at": text(row.reviewed_at),
        "reviewed_by": row.reviewed_by.name if row.reviewed_by else "",
        "hold_until": text(row.hold_until),
        "hold_latest_at": text(row.hold_latest_at),
        "instrument_due_at": text(row.instrument_due_at),
        "instrument_is_late": row.instrument_ended_at is None and row.instrument_due_at <= at,
        "instrument_end": row.instrument_end,
        "instrument_ended_at": text(row.instrument_ended_at),
        "instruments": [_paper(paper) for paper in presented],
    }


def _paper(paper: FormalInstrument) -> dict[str, Any]:
    return {
        "kind": paper.kind,
        "number": paper.number,
        "issued_by": paper.issued_by,
        "issued_at": text(paper.issued_at),
        "statute": paper.statute,
        "items": paper.items,
        "period": paper.period,
        "presented_at": text(paper.presented_at),
        "presented_by": paper.presented_by.name,
        "uncovered": list(papers.uncovered(paper)),
        "accepted": paper.accepted,
        "decided_at": text(paper.decided_at),
        "decided_by": paper.decided_by.name if paper.decided_by else "",
        "reason": paper.words,
    }


def owed(case: Case, *, at: datetime) -> dict[str, Any] | None:
    """The paper that who asked still owes, or owed; ``None`` where there was no emergency, or nothing left yet."""
    if case.status in UNRELEASED:
        return None
    row = EmergencyFollowUp.objects.filter(release__case=case).first()
    if row is None:
        return None
    presented = list(row.instruments.values_list("accepted", flat=True))
    return {
        "due_at": text(row.instrument_due_at),
        "state": _state(row, presented, at=at),
        "refused": presented.count(False),
    }


def _state(row: EmergencyFollowUp, presented: list[bool | None], *, at: datetime) -> str:
    if row.instrument_ended_at is not None:
        return "accepted" if row.instrument_end == EmergencyFollowUp.InstrumentEnd.ACCEPTED else "closed"
    if None in presented:
        return "being_checked"
    return "late" if row.instrument_due_at <= at else "due"


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
