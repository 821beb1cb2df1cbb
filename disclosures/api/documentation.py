"""Describes an operation in the OpenAPI document: what it answers, and every refusal with its codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from http import HTTPStatus
from typing import Any, TypeVar

from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import serializers

from disclosures.api.fields import Strict
from disclosures.api.problems import MEDIA_TYPE

View = TypeVar("View", bound=Callable[..., Any])

IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="Sent again with the same key within a day, the request is done once and answered alike.",
)

STATUS: Mapping[str, int] = {
    "malformed": 400,
    "not_authenticated": 401,
    "acceptance_missing": 403,
    "not_permitted": 403,
    "same_person": 403,
    "second_factor_needed": 403,
    "sign_in_again": 403,
    "not_found": 404,
    "not_acceptable": 406,
    "move_not_allowed": 409,
    "policy_version_stale": 409,
    "signature_stale": 409,
    "in_progress": 409,
    "done_already": 409,
    "version_conflict": 409,
    "file_held": 409,
    "file_quarantined": 409,
    "file_unscanned": 409,
    "access_ended": 410,
    "file_destroyed": 410,
    "too_large": 413,
    "file_too_large": 413,
    "unsupported_media_type": 415,
    "too_many_requests": 429,
}
"""The status of each code; every other code is 422."""

EVERY = (
    "malformed",
    "not_authenticated",
    "not_permitted",
    "acceptance_missing",
    "second_factor_needed",
    "sign_in_again",
    "not_acceptable",
    "too_many_requests",
)
EVERY_BODY = ("too_large", "unsupported_media_type")
EVERY_KEYED = ("in_progress", "done_already", "idempotency_key_reused")


class ProblemSerializer(serializers.Serializer[Any]):
    """RFC 9457 problem details."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    code = serializers.CharField(help_text="Stable; programs decide by it.")
    detail = serializers.CharField(help_text="A sentence that says what to do.")
    fact = serializers.CharField(required=False, help_text="The fact that is missing (code `fact_missing`).")
    fields = serializers.ListField(  # type: ignore[assignment]  # a field, not the option
        child=serializers.CharField(), required=False, help_text="JSON pointers or names of what to correct."
    )


def operation(
    name: str,
    *,
    tag: str,
    answers: Mapping[Any, Any],
    codes: Sequence[str] = (),
    body: Any = None,
    keyed: bool = False,
    parameters: Sequence[OpenApiParameter] = (),
    **more: Any,
) -> Callable[[View], View]:
    """One operation: ``answers`` by status when it goes well, its own ``codes``, ``keyed`` where it acts once."""
    every = (*EVERY, *(EVERY_BODY if body is not None else ()), *(EVERY_KEYED if keyed else ()), *codes)
    refusals: dict[int, list[str]] = {}
    for code in dict.fromkeys(every):
        refusals.setdefault(STATUS.get(code, 422), []).append(code)
    problems = {
        (status, MEDIA_TYPE): OpenApiResponse(
            ProblemSerializer, description=f"{HTTPStatus(status).phrase}: " + ", ".join(f"`{code}`" for code in codes)
        )
        for status, codes in refusals.items()
    }
    described: Callable[[View], View] = extend_schema(
        operation_id=name,
        tags=[tag],
        request=body,
        responses={**answers, **problems},
        parameters=[*parameters, *([IDEMPOTENCY_KEY] if keyed else [])],
        **more,
    )
    return described


class StrictScheme(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # registers itself
    """A body that refuses unknown keys says so in the OpenAPI document."""

    target_class = Strict
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: str) -> dict[str, Any]:
        """As any serializer, closed."""
        schema = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)  # noqa: SLF001 - its way
        return {**schema, "additionalProperties": False}
