"""What the web service noted when you used it: your own access records (P1a)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from accounts.models import AccessRecord
from disclosures import policies
from disclosures.api import pagination
from disclosures.api.documentation import operation
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text

COLUMNS = ("ip_address", "browser_type", "language", "device_features", "page_requests", "cookie_id")


class AccessRecordSerializer(serializers.Serializer[Any]):
    """One request of yours, as far as anything was received."""

    at = serializers.DateTimeField()
    ip_address = serializers.IPAddressField(allow_null=True)
    browser_type = serializers.CharField(allow_blank=True)
    language = serializers.CharField(allow_blank=True)
    device_features = serializers.CharField(allow_blank=True)
    page_requests = serializers.CharField(allow_blank=True, help_text="The page, with names in place of references.")
    cookie_id = serializers.CharField(allow_blank=True, help_text="Only where you allowed such cookies.")


def present(rows: Sequence[AccessRecord]) -> list[dict[str, Any]]:
    """Records as their own member reads them."""
    return [{"at": text(row.at), **{column: getattr(row, column) for column in COLUMNS}} for row in rows]


class AccessRecords(DeskView):
    """Your visits."""

    @operation(
        "me_access_records",
        tag="me",
        answers={200: pagination.page_of("AccessRecord", AccessRecordSerializer(many=True))},
        parameters=pagination.PARAMETERS,
    )
    def get(self, request: Request) -> Response:
        """List what was noted of your visits, newest first; each is deleted after the time that the policy names."""
        policies.require_data_subject(by=self.by)
        own = AccessRecord.objects.filter(subject=self.by)
        return pagination.page(own, request=request, present=present, name="public_id", newest_first_by="at")
