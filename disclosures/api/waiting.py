"""What waits at the desk, for those who work there: until when, and who is to act."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers

from disclosures.api import pagination
from disclosures.api.documentation import operation
from disclosures.api.problems import Malformed
from disclosures.api.view import DeskView, Request, Response
from disclosures.domain.instants import text
from disclosures.queries import waiting
from disclosures.queries.waiting import Actor, Place, Reader, Wait, Wanted

LATE = {"true": True, "false": False}


class WaitSerializer(serializers.Serializer[Any]):
    """One thing that waits."""

    kind = serializers.ChoiceField(choices=waiting.KINDS)
    about = serializers.CharField(help_text="What the reference names: `case`, `complaint`, `finding`, `job` …")
    reference = serializers.CharField()
    since = serializers.DateTimeField(allow_null=True)
    due_at = serializers.DateTimeField(help_text="When its clock ends.")
    is_late = serializers.BooleanField()
    working_days_left = serializers.IntegerField(help_text="Of the desk; below zero when late.")
    who = serializers.ChoiceField(choices=[actor.value for actor in Actor], help_text="Who is to act.")
    code = serializers.CharField(allow_blank=True, help_text="Where it stands, or why it failed.")


class WaitingView(DeskView):
    """The register of what waits."""

    @operation(
        "waiting_list",
        tag="waiting",
        answers={200: pagination.page_of("Waiting", WaitSerializer(many=True))},
        parameters=[
            *pagination.PARAMETERS,
            OpenApiParameter("kind", str, enum=list(waiting.KINDS), description="Only what waits in this way."),
            OpenApiParameter("late", bool, description="Only what is late, or only what is not."),
        ],
    )
    def get(self, request: Request) -> Response:
        """List what waits, the latest first; never a case of yours."""
        limit = pagination.limit_of(request)
        found = waiting.waiting(Reader(self.by, self.at), most=limit + 1, wanted=_wanted(request))
        return Response({"results": _rows(found[:limit]), "next": _next(request, found, limit=limit)})


def _wanted(request: Request) -> Wanted:
    kind = request.query_params.get("kind", "")
    late = request.query_params.get("late")
    if kind not in {"", *waiting.KINDS}:
        raise Malformed(
            "Nothing waits in such a way. Leave kind out, or name one that the list shows.", fields=("kind",)
        )
    if late not in {None, *LATE}:
        raise Malformed("late is true or false.", fields=("late",))
    return Wanted(kind=kind, late=None if late is None else LATE[late], after=_place(request))


def _place(request: Request) -> Place | None:
    cursor = request.query_params.get("cursor")
    if cursor is None:
        return None
    place = Place.read(cursor)
    if place is None:
        raise Malformed("There is no such cursor. Begin with the first page.", fields=("cursor",))
    return place


def _rows(found: Sequence[Wait]) -> list[dict[str, Any]]:
    return [
        {
            "kind": wait.way.kind,
            "about": wait.way.about,
            "reference": waiting.shown(wait),
            "since": text(wait.since),
            "due_at": text(wait.due_at),
            "is_late": wait.is_late,
            "working_days_left": wait.left.working_days,
            "who": wait.way.who,
            "code": wait.code,
        }
        for wait in found
    ]


def _next(request: Request, found: Sequence[Wait], *, limit: int) -> str | None:
    if len(found) <= limit:
        return None
    cursor = found[limit - 1].place.cursor
    kept = {word: value for word, value in request.query_params.items() if word not in {"cursor", "limit"}}
    return request.build_absolute_uri(f"{request.path}?{urlencode({**kept, 'cursor': cursor, 'limit': limit})}")
