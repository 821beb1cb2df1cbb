"""Refuses requests whose address or cookies hold signs that no browser sends and no database takes."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, JsonResponse

PROBLEM = {
    "type": "urn:paletten:problem:malformed",
    "title": "Bad Request",
    "status": 400,
    "code": "malformed",
    "detail": "The request itself is not one the desk can read.",
}


class PlainRequestMiddleware:
    """Answers 400 to NUL, control signs and half characters in the path, and to NUL in cookies."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it before anything looks it up."""
        if any(_is_rubbish(sign) for sign in request.path_info) or "\0" in request.META.get("HTTP_COOKIE", ""):
            return JsonResponse(PROBLEM, status=400, content_type="application/problem+json")
        return self.get_response(request)


def _is_rubbish(sign: str) -> bool:
    return sign < " " or "\x7f" <= sign < "\xa0" or "\ud800" <= sign <= "\udfff"
