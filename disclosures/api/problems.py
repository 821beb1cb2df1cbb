"""The one place where an error becomes an answer: RFC 9457 problem details with a stable code (DESIGN 5.12, 8)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from rest_framework import exceptions
from rest_framework.response import Response

from disclosures.domain.errors import DeskError, NotFound, NotPermitted

MEDIA_TYPE = "application/problem+json"


class Malformed(DeskError):
    """What was sent cannot be read. ``fields`` are JSON pointers into the body, or names of parameters."""

    code, status = "malformed", 400
    sentence = "What was sent cannot be read. Correct the fields named and send it again."

    def __init__(self, sentence: str | None = None, *, fields: tuple[str, ...] = ()) -> None:
        super().__init__(sentence, fields=fields)


CODES: Mapping[type[exceptions.APIException], tuple[str, str]] = {
    exceptions.ParseError: ("malformed", "The body is not one that the desk can read."),
    exceptions.NotAuthenticated: ("not_authenticated", "Sign in, or send a bearer token that is still valid."),
    exceptions.AuthenticationFailed: ("not_authenticated", "Sign in, or send a bearer token that is still valid."),
    exceptions.MethodNotAllowed: ("method_not_allowed", "This address does not do that. See /api/v1/docs/."),
    exceptions.NotAcceptable: ("not_acceptable", "Answers are JSON: accept application/json."),
    exceptions.UnsupportedMediaType: (
        "unsupported_media_type",
        "Send JSON, as application/json; a file, as multipart/form-data.",
    ),
    exceptions.Throttled: ("too_many_requests", "Wait a little and try again."),
}


def answer(error: Exception, _context: Mapping[str, Any]) -> Response | None:
    """REST framework's exception handler: a problem for every refusal; ``None`` leaves a fault of ours to Django."""
    if isinstance(error, DeskError):
        return _response(problem_of(error), headers=getattr(error, "headers", {}))
    if isinstance(error, Http404 | exceptions.NotFound):
        return _response(problem_of(NotFound()))
    if isinstance(error, exceptions.ValidationError):
        return _response(problem_of(_malformed(error)))
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        return _response(problem_of(NotPermitted(_csrf_words(error))))
    if isinstance(error, exceptions.APIException):
        code, sentence = CODES[type(error)]
        return _response(problem(error.status_code, code, sentence), headers=_headers(error))
    return None


def problem_of(error: DeskError) -> dict[str, Any]:
    """The problem details of a refusal; ``fact`` and ``fields`` where it has them."""
    more: dict[str, Any] = {}
    if error.fact:
        more["fact"] = str(error.fact)
    if error.fields:
        more["fields"] = list(error.fields)
    return problem(error.status, error.code, error.detail) | more


def problem(status: int, code: str, detail: str) -> dict[str, Any]:
    """The members that every problem has."""
    return {
        "type": f"urn:paletten:problem:{code}",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "code": code,
        "detail": detail,
    }


def _response(body: Mapping[str, Any], *, headers: Mapping[str, str] | None = None) -> Response:
    return Response(body, status=body["status"], headers=dict(headers or {}), content_type=MEDIA_TYPE)


def _malformed(error: exceptions.ValidationError) -> Malformed:
    found = dict(_pointers(error.detail, ""))
    words = "; ".join(f"{pointer or '/'}: {sentence}" for pointer, sentence in found.items())
    return Malformed(words or None, fields=tuple(found))


def _pointers(detail: Any, at: str) -> Iterator[tuple[str, str]]:
    """JSON pointer and sentence of each error."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            own = at if name == "non_field_errors" else f"{at}/{_escaped(name)}"
            yield from _pointers(inner, own)
    elif isinstance(detail, list):
        for place, inner in enumerate(detail):
            nested = isinstance(inner, Mapping | list)
            if nested and inner:
                yield from _pointers(inner, f"{at}/{place}")
            elif not nested:
                yield at, str(inner)
    else:
        yield at, str(detail)


def _escaped(name: object) -> str:
    return str(name)[:80].replace("~", "~0").replace("/", "~1")


def _csrf_words(error: Exception) -> str | None:
    return "Send the CSRF token with a session, or use a bearer token." if "CSRF" in str(error) else None


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if isinstance(error, exceptions.NotAuthenticated | exceptions.AuthenticationFailed):
        headers["WWW-Authenticate"] = 'Bearer realm="desk"'
    wait = getattr(error, "wait", None)  # seconds, of a rate limit
    if wait:
        headers["Retry-After"] = str(int(wait) + 1)
    return headers
