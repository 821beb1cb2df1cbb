"""The legal holds that keep cases from being destroyed, standing or lifted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from disclosures.api import pagination
from disclosures.api.documentation import operation
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.models import LegalHold
from disclosures.policies import registers


class LegalHoldSerializer(serializers.Serializer[Any]):
    """Since when a case is kept, by whom and why, and the same of the end."""

    reason = serializers.CharField()
    placed_at = serializers.DateTimeField()
    placed_by = serializers.CharField()
    lifted_at = serializers.DateTimeField(allow_null=True)
    lifted_by = serializers.CharField(allow_blank=True)
    lifting = serializers.CharField(allow_blank=True, help_text="Why it was lifted.")


class KeptSerializer(LegalHoldSerializer):
    """One of the list."""

    case = serializers.CharField(help_text="Its reference.")


def written(hold: LegalHold) -> dict[str, Any]:
    """One legal hold, as the desk reads it."""
    return {
        "reason": hold.reason,
        "placed_at": text(hold.placed_at),
        "placed_by": hold.placed_by.name,
        "lifted_at": text(hold.lifted_at),
        "lifted_by": hold.lifted_by.name if hold.lifted_by else "",
        "lifting": hold.lifting,
    }


def _rows(found: Sequence[LegalHold]) -> list[dict[str, Any]]:
    return [{"case": hold.case.reference} | written(hold) for hold in found]


class LegalHolds(DeskView):
    """All of them."""

    @operation(
        "legal_holds_list",
        tag="retention",
        answers={200: pagination.page_of("LegalHold", KeptSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List the legal holds, newest first, lifted ones too; none of a case to which you are a party."""
        holds = registers.legal_holds_visible_to(self.by).select_related("case", "placed_by", "lifted_by")
        return pagination.page(holds, request=request, present=_rows)
