"""What answers when a page does not: a page that says what to do, without a word about the inside.

Below ``/api/`` the answers stay problem details; the codes and statuses are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import get_language_from_request, gettext
from django.utils.translation import gettext_lazy as _

from accounts.cookies import origin
from accounts.cookies.choice import Category
from disclosures.api import error_pages
from disclosures.domain.errors import DeskError, NotPermitted
from disclosures.domain.roles import Role
from paletten.shell import cookies, kept_form
from paletten.shell.words import ROLES, Words, said

API = "/api/"
DO = "/do/"
"""In the address of an act: what stands before it is the page of the thing."""
CONFLICT = 409
TITLES: Mapping[str, Words] = {
    "malformed": _("The desk cannot read this request"),
    "not_permitted": _("You cannot do this"),
    "same_person": _("Another person must do this"),
    "not_found": _("Page not found"),
    "access_ended": _("Access has ended"),
    "too_large": _("This is too large"),
    "too_many_requests": _("Too many tries"),
    "csrf": _("Please send the form again"),
    "no_cookies": _("This needs a cookie"),
}
SENTENCES: Mapping[str, Words] = {
    "malformed": _("Go back, check what you entered, and send it again."),
    "not_permitted": _("Your role does not do this."),
    "not_found": _(
        "There is nothing here that you can see. Check the address or the reference, or start from the first page."
    ),
    "too_many_requests": _("Wait a few minutes and try again."),
    "no_cookies": _(
        "This form needs the necessary cookie, which you have not allowed. "
        "Allow it in the line above or on the page about cookies, then go back, load the page again and send it."
    ),
    "csrf": _(
        "The page you sent was open for too long, or your browser keeps no cookies from the desk. "
        "Go back, load the page again and send it."
    ),
}


def show(
    request: HttpRequest, *, status: int, code: str, sentence: Words = "", roles: Iterable[str] = ()
) -> HttpResponse:
    """The page for a refusal; ``roles`` are those who could do it."""
    able = [ROLES[role] for role in Role if role in set(roles)]
    words = {
        "title": TITLES.get(code, _("This cannot be done now")),
        "sentence": sentence or SENTENCES.get(code, ""),
        "able": able,
        "code": code,
        "back": request.path.partition(DO)[0] + "/" if status == CONFLICT and DO in request.path else "",
    }
    return render(request, "shell/problem.html", words, status=status)


class RefusalMiddleware:
    """Turns a refusal of the desk's own into its page; the API does so itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """The page for a ``DeskError``; anything else is not this one's affair."""
        if not isinstance(error, DeskError):
            return None
        roles = error.roles if isinstance(error, NotPermitted) else ()
        return show(request, status=error.status, code=error.code, sentence=said(error.detail), roles=roles)


def show_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers a request that Django itself does not take; it may not even have a user."""
    if request.path.startswith(API):
        return error_pages.show_bad_request(request, exception)
    return _bare(status=400, code="malformed")


def show_not_permitted(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers a refusal; the exception may name the ``roles`` who could."""
    if request.path.startswith(API):
        return error_pages.show_not_permitted(request, exception)
    sentence, roles = getattr(exception, "sentence", ""), getattr(exception, "roles", ())
    return show(request, status=403, code="not_permitted", sentence=sentence, roles=roles)


def show_too_many(request: HttpRequest) -> HttpResponse:
    """Answers who tried too often; how often is too often is told to nobody."""
    return show(request, status=429, code="too_many_requests")


def show_too_large(request: HttpRequest, *, takes_a_file: bool) -> HttpResponse:
    """Answers what is refused unread, before it is known who sent it: by a page in the browser's language."""
    with translation.override(get_language_from_request(request)):
        if takes_a_file:
            wrong = gettext("The file is much larger than the desk takes")
            most = filesizeformat(settings.DESK_EVIDENCE_FILE_LIMIT)
            sentence = gettext("A file may have at most %(most)s. Scan it with fewer colours, or split it.")
            sentence %= {"most": most}
        else:
            wrong = gettext("What you sent is larger than the desk takes at once")
            sentence = gettext("Go back, and send less text.")
        words = {
            "title": TITLES["too_large"],
            "code": "too_large",
            "errors": [{"text": wrong}],
            "sentence": sentence,
            "back": request.path if takes_a_file else "",
        }
        return HttpResponse(render_to_string("shell/too_large.html", words), status=413)


def show_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answers a form whose token is missing or old."""
    del reason  # a sentence for developers
    if request.path.startswith(API):
        return error_pages.show_not_permitted(request, PermissionDenied())
    if request.user.is_authenticated and origin.came_from_here(request):  # signed in again after the page was made
        kept = kept_form.of(request, status=403)
        if kept is not None:
            return kept
    keeps = cookies.may_keep(request, category=Category.NECESSARY) or settings.SESSION_COOKIE_NAME in request.COOKIES
    return show(request, status=403, code="csrf" if keeps else "no_cookies")


def show_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answers an address that does not exist, and what the asker may not know of, alike (DESIGN 5.9)."""
    if request.path.startswith(API):
        return error_pages.show_not_found(request, exception)
    return show(request, status=404, code="not_found")


def show_fault(request: HttpRequest) -> HttpResponse:
    """Answers a fault of ours: by a page that asks nothing of the database."""
    if request.path.startswith(API):
        return error_pages.show_fault(request)
    return _bare(status=500, code="internal_error")


def _bare(*, status: int, code: str) -> HttpResponse:
    words = {
        "title": TITLES.get(code, _("Something went wrong at the desk")),
        "sentence": SENTENCES.get(
            code, _("It is not your doing. Try again in a few minutes; what you saved is still there.")
        ),
        "code": code,
    }
    return HttpResponse(render_to_string("shell/bare.html", words), status=status)
