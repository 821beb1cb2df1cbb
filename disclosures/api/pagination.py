"""Pages by a cursor: the public name of the last row shown, so that neither counts nor numbers of the desk leak."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from drf_spectacular.utils import OpenApiParameter, inline_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from disclosures.api.problems import Malformed

Row = TypeVar("Row", bound=Model)
USUAL, MOST = 50, 100
"""Rows on a page."""
CURSOR = re.compile(r"[0-9A-Za-z_.:-]{1,80}")

PARAMETERS = [
    OpenApiParameter("cursor", str, description="Where to go on: follow `next` of the page before."),
    OpenApiParameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
]


def page(
    rows: QuerySet[Row],
    *,
    request: Request,
    present: Callable[[Sequence[Row]], Iterable[Any]],
    name: str = "pk",
    newest_first_by: str = "pk",
    ways: Sequence[Q] = (),
) -> Response:
    """One page, newest first. ``name`` is the public field that a cursor holds, ``newest_first_by`` the order.

    ``ways`` are the reasons for which a row is among ``rows``, where there are several. Costs one query, and one more
    to find the cursor's row among those that the reader may see.
    """
    limit = limit_of(request)
    cursor = request.query_params.get("cursor")
    if cursor is not None:
        rows = _after(rows, cursor, name=name, by=newest_first_by)
    found = list(_newest(rows, ways, by=newest_first_by, most=limit + 1))
    shown = found[:limit]
    following = _address(request, str(getattr(shown[-1], name)), limit=limit) if len(found) > limit else None
    return Response({"results": list(present(shown)), "next": following})


def _newest(rows: QuerySet[Row], ways: Sequence[Q], *, by: str, most: int) -> QuerySet[Row]:
    """The newest of all ways are among the newest of each, and each alone is found by an index, however many rows."""
    order = (f"-{by}", "-pk")
    if len(ways) > 1:
        every = rows.model._default_manager.all()
        first, *more = (
            every.filter(pk__in=rows.filter(way).order_by(*order).values("pk")[:most]).values("pk") for way in ways
        )
        rows = rows.filter(pk__in=first.union(*more))
    return rows.order_by(*order)[:most]


def limit_of(request: Request) -> int:
    """How many rows a page is to have; ``Malformed`` where that cannot be read."""
    words = request.query_params.get("limit", str(USUAL))
    if not words.isascii() or not words.isdigit() or len(words) > len(str(MOST)) or not 1 <= int(words) <= MOST:
        raise Malformed(f"limit is a number from 1 to {MOST}.", fields=("limit",))
    return int(words)


def _after(rows: QuerySet[Row], cursor: str, *, name: str, by: str) -> QuerySet[Row]:
    try:
        anchor = rows.filter(**{name: cursor}).values(by, "pk").first() if CURSOR.fullmatch(cursor) else None
    except (ValidationError, ValueError, OverflowError):
        anchor = None
    if anchor is None:
        raise Malformed("There is no such cursor. Begin with the first page.", fields=("cursor",))
    return rows.filter(Q(**{f"{by}__lt": anchor[by]}) | Q(**{by: anchor[by], "pk__lt": anchor["pk"]}))


def _address(request: Request, cursor: str, *, limit: int) -> str:
    kept = {word: value for word, value in request.query_params.items() if word not in {"cursor", "limit"}}
    return request.build_absolute_uri(f"{request.path}?{urlencode({**kept, 'cursor': cursor, 'limit': limit})}")


def page_of(name: str, row: serializers.BaseSerializer[Any]) -> serializers.Serializer[Any]:
    """How the OpenAPI document describes a page of ``row``."""
    return inline_serializer(
        f"{name}Page", {"results": row, "next": serializers.URLField(allow_null=True, help_text="The next page.")}
    )
