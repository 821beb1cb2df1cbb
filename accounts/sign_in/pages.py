"""The pages of one's own account that the library has not: what is there, and the sessions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from accounts.sign_in import browsers, proofs, sessions


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that a person with no part at the desk yet can become; ``view`` is where that begins."""

    label: str | Promise
    hint: str | Promise
    view: str


ENTRIES: tuple[Entry, ...] = (
    Entry(
        label=gettext_lazy("An authority or court"),
        hint=gettext_lazy("Register your agency and yourself; staff verify both and call back."),
        view="register-agency",
    ),
)
"""The ways in for who has no role yet."""


@require_safe
def show_account(request: HttpRequest) -> HttpResponse:
    """What the desk knows of this account, and where to change it."""
    user = _of(request)
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES).count()
    words = {
        "factors": factors,
        "needs_factor": proofs.needs_second_factor(user),
        "sessions": UserSession.objects.filter(user=user).count(),
        "entries": [] if user.roles else ENTRIES,
    }
    return render(request, "account/home.html", words)


@require_safe
def list_sessions(request: HttpRequest) -> HttpResponse:
    """Where this account is signed in."""
    found = UserSession.objects.purge_and_list(_of(request))
    rows: list[dict[str, Any]] = [
        {
            "key": one.pk,
            "browser": browsers.name_of(one.user_agent),
            "ip": one.ip,
            "since": one.created_at,
            "is_this": one.session_key == request.session.session_key,
        }
        for one in sorted(found, key=lambda one: one.created_at, reverse=True)
    ]
    return render(request, "account/sessions.html", {"sessions": rows})


@require_POST
def end_session(request: HttpRequest, key: int) -> HttpResponse:
    """Ends one of them."""
    if not sessions.end(user=_of(request), key=key):
        raise Http404
    messages.success(request, _("That session has ended."))
    return redirect("account_sessions")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """Ends all but this one."""
    sessions.end_others(user=_of(request), but=request.session.session_key)
    messages.success(request, _("You are signed out everywhere else."))
    return redirect("account_sessions")


def _of(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)  # the table of doors lets nobody else in
    return user
