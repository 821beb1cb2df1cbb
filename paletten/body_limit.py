"""Refuses bodies that no honest filing has, before anything reads them."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse


class BodyLimitMiddleware:
    """Answers 413 by the announced length; REST framework reads its stream past Django's own limit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it unread."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        if length.isdecimal() and int(length) <= settings.DESK_BODY_LIMIT:
            return self.get_response(request)
        problem = {
            "type": "urn:paletten:problem:too_large",
            "title": "Too large",
            "status": 413,
            "code": "too_large",
            "detail": f"Send at most {settings.DESK_BODY_LIMIT} bytes in one request.",
        }
        return JsonResponse(problem, status=413, content_type="application/problem+json")
