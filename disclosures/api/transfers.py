"""The register of where data went, for privacy officers and auditors (P4)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.http import HttpResponse
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse
from rest_framework import serializers
from rest_framework.renderers import BaseRenderer, JSONRenderer

from disclosures.api import pagination
from disclosures.api.documentation import operation
from disclosures.api.fields import one_of
from disclosures.api.problems import Malformed
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain import spreadsheets
from disclosures.domain.basis import BasisCode
from disclosures.domain.grounds import TransferGround
from disclosures.domain.instants import parse, text
from disclosures.models import Release
from disclosures.queries import transfers
from disclosures.queries.transfers import Wanted

FLAGS = {"true": True, "false": False}
MOST_IN_A_TABLE = 10_000
HEAD = (
    "reference", "basis", "clause", "released_at", "from_country", "items", "to_country", "recipient_kind", "crossed",
    "transfer_ground", "approval_number",
)  # fmt: skip


class WentSerializer(serializers.Serializer[Any]):
    """What went from one country."""

    country = serializers.CharField(help_text="Where it was stored: ISO 3166-1, two letters.")
    items = serializers.ListField(child=serializers.CharField())


class TransferSerializer(serializers.Serializer[Any]):
    """One release, from where to where; no value, and nobody's name."""

    id = serializers.UUIDField(help_text="Of the release.")
    reference = serializers.CharField(help_text="Of the case.")
    basis = one_of(BasisCode)
    clause = serializers.CharField()
    released_at = serializers.DateTimeField()
    went = WentSerializer(many=True)
    to_country = serializers.CharField()
    recipient_kind = serializers.CharField(help_text="An organisation's kind, or `person`.")
    crossed = serializers.BooleanField(help_text="Whether anything crossed a border.")
    transfer_ground = serializers.ChoiceField([*TransferGround], allow_blank=True)
    approval_number = serializers.CharField(allow_blank=True, help_text="Of the competent authority.")


class Table(BaseRenderer):
    """Lets a caller ask for CSV; the view writes it."""

    media_type = "text/csv"
    format = "csv"

    def render(self, data: object, *_: object, **__: object) -> bytes:
        """Only problems pass here, and they are JSON."""
        return bytes(JSONRenderer().render(data))


class Transfers(DeskView):
    """Where data went."""

    renderer_classes = (JSONRenderer, Table)

    @operation(
        "transfers_list",
        tag="transfers",
        answers={
            (200, "application/json"): pagination.page_of("Transfer", TransferSerializer(many=True)),
            (200, "text/csv"): OpenApiResponse({"type": "string"}, description="One line for each country of each."),
        },
        parameters=[
            *pagination.PARAMETERS,
            OpenApiParameter("from_country", {"type": "string", "pattern": "^[A-Z]{2}$"}, description="Stored there."),
            OpenApiParameter("to_country", {"type": "string", "pattern": "^[A-Z]{2}$"}, description="Went there."),
            OpenApiParameter("abroad", bool, description="Only what crossed a border, or only what crossed none."),
            OpenApiParameter("since", {"type": "string"}, description="Released at this time or later, ISO 8601."),
            OpenApiParameter("until", {"type": "string"}, description="Released before this time, ISO 8601."),
            OpenApiParameter("as", str, enum=["json", "csv"], default="json"),
        ],
    )
    def get(self, request: Request) -> Response | HttpResponse:
        """List where data went, the newest first; never a case of yours."""
        rows = transfers.register(self.by, at=self.at, wanted=_wanted(request))
        form = request.query_params.get("as", "json")
        if form not in {"json", "csv"}:
            raise Malformed("as is json or csv.", fields=("as",))
        if form == "csv":
            newest = rows.order_by("-released_at", "-pk")[:MOST_IN_A_TABLE]
            return HttpResponse(
                spreadsheets.written(HEAD, _lines(newest)),
                content_type="text/csv; charset=utf-8",
                headers={"Content-Disposition": 'attachment; filename="transfers.csv"'},
            )
        return pagination.page(rows, request=request, newest_first_by="released_at", present=present)


def present(rows: Sequence[Release]) -> list[dict[str, Any]]:
    """Releases as rows of the register."""
    return [
        {
            "id": str(row.pk),
            "reference": row.case.reference,
            "basis": row.case.basis,
            "clause": row.case.rules.clause,
            "released_at": text(row.released_at),
            "went": [
                {"country": country, "items": items} for country, items in transfers.went_from(row.manifest).items()
            ],
            "to_country": row.country_to,
            "recipient_kind": transfers.recipient_kind(row),
            "crossed": row.countries_from != row.country_to,
            "transfer_ground": row.transfer_ground,
            "approval_number": row.approval_number,
        }
        for row in rows
    ]


def _lines(rows: Iterable[Release]) -> Iterable[Sequence[str]]:
    for row in present(list(rows)):
        for went in row["went"]:
            said = row | {"from_country": went["country"], "items": " ".join(went["items"])}
            said["crossed"] = "yes" if went["country"] != row["to_country"] else "no"
            yield [said[name] for name in HEAD]


def _wanted(request: Request) -> Wanted:
    asked = request.query_params
    abroad = asked.get("abroad")
    if abroad not in {None, *FLAGS}:
        raise Malformed("abroad is true or false.", fields=("abroad",))
    return Wanted(
        from_country=_country(request, "from_country"),
        to_country=_country(request, "to_country"),
        abroad=None if abroad is None else FLAGS[abroad],
        since=_instant(request, "since"),
        until=_instant(request, "until"),
    )


def _country(request: Request, name: str) -> str:
    word = request.query_params.get(name, "")
    if word and not transfers.is_country(word):
        raise Malformed("A country is two capital letters, as CN.", fields=(name,))
    return word


def _instant(request: Request, name: str) -> datetime | None:
    word = request.query_params.get(name)
    try:
        return None if word is None else parse(word)
    except (ValueError, OverflowError):
        raise Malformed("A time is ISO 8601, as 2026-03-01T00:00:00Z.", fields=(name,)) from None
