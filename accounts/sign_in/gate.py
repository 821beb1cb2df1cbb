"""Stands between a session and every page: who may pass, and who must first show who they are.

Nobody passes without the second factor that their role needs, nobody who is suspended, and nobody acts long after they
showed who they are. The API asks the same of sessions in its permission: only there it is known that no token was used.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, Protocol, TypeVar, cast

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.reauthentication import suspend_request
from django.contrib.auth import REDIRECT_FIELD_NAME, logout
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.sign_in import proofs, sessions

API = "/api/"
WITHOUT_SECOND_FACTOR = frozenset(
    {
        "start",
        "language",
        "policy",
        "policy-current",
        "policy-version",
        "policy-changes",
        "cookies",
        "cookies-choose",
        "gpc",
        "transparency",
        "certificate-key",
        "certificate-key-file",
        "certificate-program",
        "account_logout",
        "account_reauthenticate",
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    }
)
"""Where somebody gets who must still add one: no further than to adding it and out."""
OWN_RULES = ("account/", "language/", "cookies/")
"""Forms that ask for a password themselves, or change nothing that matters."""

View = TypeVar("View", bound=Callable[..., Any])


class Marked(Protocol):
    """What a mark leaves on a view; the gate reads it there, also through what is wrapped around it."""

    recent_within: timedelta | None
    answers_suspended: bool


class Suspended(PermissionDenied):
    """The account, or its organisation, is suspended."""

    sentence = _("This account, or its organisation, is suspended. Write to the desk.")


def harmless(view: View) -> View:
    """Marks a view whose POST changes nothing that matters (a saved draft): nobody is asked for the password again."""
    cast("Marked", view).recent_within = None
    return view


def opens(view: View) -> View:
    """Marks a view that opens a release: who presses has shown who they are in the last minutes."""
    cast("Marked", view).recent_within = proofs.OPENING
    return view


def makes_secrets(view: View) -> View:
    """Marks a view that makes a secret for a machine: a session that lies about makes none."""
    cast("Marked", view).recent_within = proofs.MAKING_SECRETS
    return view


def answers_suspended(view: View) -> View:
    """Marks a view that answers suspended people itself: an opening is ``access_ended`` to its recipient."""
    cast("Marked", view).answers_suspended = True
    return view


class GateMiddleware:
    """One place for all pages; a new page is behind it without knowing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Ends sessions whose day is over, and those of who may enter no more: this one is answered with a refusal."""
        if proofs.is_over(request):
            logout(request)
        user = request.user
        over = user if isinstance(user, User) and not proofs.may_enter(user) else None
        response = self.get_response(request)
        if over is not None:
            sessions.end_all(user=over)
            request.session.flush()
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """``None`` lets pass; else the page that asks for what is missing."""
        del args, kwargs
        user = request.user
        if not isinstance(user, User) or request.path_info.startswith(API):
            return None
        if not proofs.may_enter(user):
            if getattr(view, "answers_suspended", False):
                return None
            raise Suspended
        match = request.resolver_match
        name, route = (match.view_name, match.route) if match else ("", "")
        if proofs.lacks_second_factor(request) and name not in WITHOUT_SECOND_FACTOR:
            return _ask(request, "mfa_index" if request.method == "GET" else "start")
        within = getattr(view, "recent_within", proofs.ACTING)
        if _acts(request, route) and within is not None and not _is_recent(request, within):
            return _ask_again(request, user)
        return None


def _acts(request: HttpRequest, route: str) -> bool:
    return request.method not in {"GET", "HEAD", "OPTIONS"} and not route.startswith(OWN_RULES)


def _is_recent(request: HttpRequest, within: timedelta) -> bool:
    return proofs.is_recent(request, within=within)


def _ask_again(request: HttpRequest, user: User) -> HttpResponse:
    """Keeps what was sent, and plays it once the person has shown who they are."""
    way: str = get_adapter(request).get_reauthentication_methods(user)[0]["url"]
    asked: HttpResponse = suspend_request(request, way)
    return asked


def _ask(request: HttpRequest, view: str) -> HttpResponse:
    words = {REDIRECT_FIELD_NAME: request.get_full_path()} if request.method == "GET" else {}
    return HttpResponseRedirect("?".join(filter(None, [reverse(view), urlencode(words)])))
