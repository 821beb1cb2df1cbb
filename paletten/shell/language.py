"""The language of a page: asked for in its address, chosen before, or what the browser prefers.

Choosing sets a cookie only for who allowed such cookies (P5a); for others the choice is in the address of the page.
"""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from accounts import languages
from accounts.cookies.choice import KEPT
from paletten.shell import cookies

PARAMETER = "lang"
OFFERED = frozenset(code for code, _name in settings.LANGUAGES)
MAY_KEEP = "functional"


class LanguageMiddleware(LocaleMiddleware):
    """Django's own, and before it the language that the address names."""

    def process_request(self, request: HttpRequest) -> None:
        """Sets the language of this request."""
        super().process_request(request)
        named = request.GET.get(PARAMETER, "")
        if named in OFFERED:
            translation.activate(named)
            request.LANGUAGE_CODE = named


@csrf_exempt  # a choice of language harms nobody, and a token would need a cookie
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Shows the page where the choice was made in the chosen language."""
    named = request.POST.get("language", "")
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts=None) or not back.startswith("/"):
        back = "/"
    path, _mark, query = back.partition("?")
    kept = [part for part in query.split("&") if part and not part.startswith(f"{PARAMETER}=")]
    if named not in OFFERED:
        return HttpResponseRedirect(back)
    if request.user.is_authenticated:
        languages.keep(user=request.user, language=named)
    if cookies.may_keep(request, category=MAY_KEEP):
        response = HttpResponseRedirect("?".join([path, *["&".join(kept)][: len(kept)]]))
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            named,
            max_age=KEPT,  # no longer than the yes that allows it
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
        return response
    return HttpResponseRedirect(f"{path}?{'&'.join([*kept, f'{PARAMETER}={named}'])}")
