"""Reads the visitor's choice, and takes back every cookie that it does not allow: denied by default (P5a, P5b)."""

from __future__ import annotations

from collections.abc import Callable
from http.cookies import Morsel

from django.http import HttpRequest, HttpResponse

from accounts.cookies import choice


class CookieChoiceMiddleware:
    """Stands around everything that could set a cookie, so that nobody need think of asking.

    ``request.cookie_choice`` says what is allowed; a view that takes a new choice replaces it.
    ``request.allowed_cookie_id`` is what an access record may hold (P5c).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, without the cookies that were not allowed."""
        found = choice.read(request.COOKIES)
        request.cookie_choice = found  # type: ignore[attr-defined]  # kept on the request for everybody
        request.allowed_cookie_id = found.visitor_id  # type: ignore[attr-defined]  # the same
        response = self.get_response(request)
        allowed: choice.CookieChoice = request.cookie_choice  # type: ignore[attr-defined]  # perhaps a new one
        for name, morsel in list(response.cookies.items()):
            if not choice.may_be_set(name, choice=allowed) and not _takes_away(morsel, request):
                del response.cookies[name]
        return response


def _takes_away(morsel: Morsel[str], request: HttpRequest) -> bool:
    """True when the answer deletes a cookie that the browser has: it stores nothing."""
    return morsel["max-age"] == 0 and morsel.key in request.COOKIES
