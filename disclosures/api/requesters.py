"""A requester's history, as staff read it."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from disclosures.api.fields import one_of
from disclosures.domain.basis import BasisCode
from disclosures.domain.instants import text
from disclosures.domain.moves import Status
from disclosures.queries.history import Channel, History


class EarlierSerializer(serializers.Serializer[Any]):
    """Another case of the same requester."""

    reference = serializers.CharField()
    basis = one_of(BasisCode)
    status = one_of(Status)
    outcome = serializers.CharField(allow_blank=True)
    filed_by = serializers.CharField()
    submitted_at = serializers.DateTimeField()
    channel = one_of(Channel, help_text="Filed by themselves, or a paper that staff entered.")
    same_person_asked = serializers.BooleanField(help_text="About somebody whom this case is about too.")


class HistorySerializer(serializers.Serializer[Any]):
    """What a requester asked before, and how that went. Newest first, those about the same person before others."""

    filed = serializers.IntegerField()
    refused = serializers.DictField(child=serializers.IntegerField(), help_text="How often with each code.")
    misuse_upheld = serializers.IntegerField()
    without_paper = serializers.IntegerField(help_text="Emergencies whose formal instrument did not come in time.")
    earlier = EarlierSerializer(many=True)


def written(history: History) -> dict[str, Any]:
    """The history as JSON."""
    return {
        "filed": history.filed,
        "refused": dict(sorted(history.refused.items())),
        "misuse_upheld": history.misuse_upheld,
        "without_paper": history.without_paper,
        "earlier": [
            {
                "reference": one.case.reference,
                "basis": one.case.basis,
                "status": one.case.status,
                "outcome": one.case.outcome,
                "filed_by": one.case.filed_by.name,
                "submitted_at": text(one.case.submitted_at),
                "channel": one.channel,
                "same_person_asked": one.same_person_asked,
            }
            for one in history.earlier
        ],
    }
