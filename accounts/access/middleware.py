"""Notes each request of somebody signed in; who of them is a member is asked when the notes are written down."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from accounts.access import reading
from accounts.access.spool import spool


class AccessRecordMiddleware:
    """Costs a request no statement of its own (P1a; decision 0020)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, then note it, whatever the answer was."""
        at = timezone.now()
        response = self.get_response(request)
        subject_id = _signed_in(request)
        if subject_id is not None:
            spool.add(reading.record_of(request, subject_id=subject_id, at=at))
        return response


def _signed_in(request: HttpRequest) -> int | None:
    """Who asked, by token or session; a stranger's request is not looked up."""
    known = "_cached_user" in request.__dict__ or "HTTP_AUTHORIZATION" in request.META
    if not known and settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    return request.user.pk
