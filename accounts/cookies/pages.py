"""The page on which cookies are chosen, and what its buttons and those of the line on every page do (P5a, P5b)."""

from __future__ import annotations

from collections.abc import Iterable
from http import HTTPStatus
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from accounts.cookies import choice
from accounts.cookies.choice import Category, CookieChoice
from accounts.cookies.origin import came_from_here

WORDS = {
    Category.NECESSARY: (
        _("Necessary"),
        _("To sign in and to send forms safely. They end when you sign out, after a working day at the latest."),
    ),
    Category.FUNCTIONAL: (_("Functional"), _("To remember the language you chose.")),
    Category.PROMOTIONAL: (
        _("Promotional"),
        _("A random number that recognises this browser. It is kept with your visits when you are signed in."),
    ),
}
SAID_NO = "no"
BUTTONS = {
    "all": frozenset(Category),
    "necessary": frozenset({Category.NECESSARY}),
    "none": frozenset[Category](),
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """What each kind is for, what is chosen now, and the choice."""
    return _page(request, said=request.GET.get("said", ""))


@csrf_exempt  # a token would need a cookie before the choice: the browser's own headers are asked instead
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Keeps a yes for 180 days in one cookie; a no sets none, and takes away those that are there."""
    if not came_from_here(request):
        return _page(request, said="refused", status=HTTPStatus.FORBIDDEN)
    back = _inside(request.POST.get("next", ""))
    allowed = BUTTONS.get(request.POST.get("choice", ""), _ticked(request.POST.getlist("category")))
    old: CookieChoice = request.cookie_choice  # type: ignore[attr-defined]  # set by the middleware
    visitor = (old.visitor_id or choice.a_visitor()) if Category.PROMOTIONAL in allowed else ""
    request.cookie_choice = CookieChoice(allowed, visitor)  # type: ignore[attr-defined]  # what holds from now on
    if Category.NECESSARY not in allowed and settings.SESSION_COOKIE_NAME in request.COOKIES:
        logout(request)
    if allowed:
        response = HttpResponseRedirect(back)
        _keep(response, choice.COOKIE, choice.written(allowed))
    else:
        response = HttpResponseRedirect(f"{reverse('cookies')}?{urlencode({'said': SAID_NO, 'next': back})}")
    if visitor:
        _keep(response, choice.VISITOR, visitor)
    _take_away(request, response)
    return response


def _ticked(words: Iterable[str]) -> frozenset[Category]:
    return frozenset(category for category in Category if category.value in set(words))


def _inside(address: str) -> str:
    """An address of this desk; the first page for any other."""
    is_inside = address.startswith("/") and url_has_allowed_host_and_scheme(address, allowed_hosts=None)
    return address if is_inside else reverse("start")


def _keep(response: HttpResponse, name: str, value: str) -> None:
    response.set_cookie(
        name, value, max_age=choice.KEPT, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )


def _take_away(request: HttpRequest, response: HttpResponse) -> None:
    """Deletes what the browser still has and the choice no longer allows."""
    allowed: CookieChoice = request.cookie_choice  # type: ignore[attr-defined]  # as above
    for name in request.COOKIES:
        known = name == choice.COOKIE or choice.category_of(name) is not None
        if known and name not in response.cookies and not choice.may_be_set(name, choice=allowed):
            response.delete_cookie(name, samesite="Lax")


def _page(request: HttpRequest, *, said: str, status: int = HTTPStatus.OK) -> HttpResponse:
    chosen: CookieChoice = request.cookie_choice  # type: ignore[attr-defined]  # as above
    kinds = [
        {"value": category.value, "name": name, "purpose": purpose, "chosen": category in chosen}
        for category, (name, purpose) in WORDS.items()
    ]
    words = {
        "title": _("Cookies"),
        "kinds": kinds,
        "said": said,
        "back": _inside(request.GET.get("next", "") or request.POST.get("next", "")),
        "days": choice.KEPT.days,
    }
    return render(request, "cookies/page.html", words, status=status)
