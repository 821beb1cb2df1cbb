"""What a person allowed the browser to keep (P5a): read here, written by whoever offers the choice.

``request.cookie_choice`` is the set of categories that were allowed (``necessary``, ``functional``, ``promotional``),
empty after a no, ``None`` while nobody has chosen; it is absent where no choice is offered.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

NECESSARY = "necessary"
ACCOUNT = "/account/"


def may_keep(request: HttpRequest, *, category: str) -> bool:
    """True when this kind of cookie was allowed."""
    return category in (getattr(request, "cookie_choice", None) or ())


def may_sign_in(request: HttpRequest) -> bool:
    """False where a choice is offered and does not allow what a session needs (P5b)."""
    return not hasattr(request, "cookie_choice") or may_keep(request, category=NECESSARY)


class SignInCookiesMiddleware:
    """Shows why signing in cannot work without cookies, instead of a form that would set one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """The page that says why, for who is not signed in and asks for a page of accounts."""
        del view, args, kwargs
        if not request.path_info.startswith(ACCOUNT) or may_sign_in(request) or request.user.is_authenticated:
            return None
        return render(request, "account/needs_cookies.html", {"asked": request.get_full_path()})
