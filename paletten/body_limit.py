"""Refuses bodies that no honest request has, before anything reads them."""

from __future__ import annotations

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse

from paletten.shell import problems

TAKES_A_FILE = re.compile(r"/api/v1/(cases|complaints|findings|rights)/[^/]+/evidence/")
"""The only addresses to which a program sends a file."""
HAS_A_FILE_FIELD = re.compile(
    r"/staff/cases/[^/]+/evidence/|/(requests|rights|complaints|complaints/drafts)/[^/]+/files/"
)
"""The only pages with a field for a file."""
SAID_ON_THE_PAGE = 4
"""So many times the limit still reach a page, which says beside the field that the file is too large."""
AROUND_A_FILE = 64 * 1024
"""Bytes of a body beside the file itself: the marks between its parts, and the words in the others."""


class BodyLimitMiddleware:
    """Answers 413 by the announced length; REST framework reads its stream past Django's own limit.

    To a program by problem details, to a browser by a page that says what to do.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or refuse it unread."""
        length = request.META.get("CONTENT_LENGTH") or "0"
        limit = _limit_of(request)
        if length.isdecimal() and int(length) <= limit:
            return self.get_response(request)
        if not request.path_info.startswith(problems.API):
            has_file = HAS_A_FILE_FIELD.fullmatch(request.path_info) is not None
            return problems.show_too_large(request, takes_a_file=has_file)
        problem = {
            "type": "urn:paletten:problem:too_large",
            "title": "Too large",
            "status": 413,
            "code": "too_large",
            "detail": f"Send at most {limit} bytes in one request.",
        }
        return JsonResponse(problem, status=413, content_type="application/problem+json")


def _limit_of(request: HttpRequest) -> int:
    if request.method == "POST" and TAKES_A_FILE.fullmatch(request.path_info):
        return int(settings.DESK_EVIDENCE_FILE_LIMIT) + AROUND_A_FILE
    if request.method == "POST" and HAS_A_FILE_FIELD.fullmatch(request.path_info):
        return SAID_ON_THE_PAGE * int(settings.DESK_EVIDENCE_FILE_LIMIT) + AROUND_A_FILE
    return int(settings.DESK_BODY_LIMIT)
