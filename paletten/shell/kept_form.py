"""A form that came too late is shown once more with all that was typed, to be sent again: kept in the page alone."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

ACCOUNT = "/account/"
TOKEN = "csrfmiddlewaretoken"


def of(request: HttpRequest, *, status: int = 200) -> HttpResponse | None:
    """The page; ``None`` where nothing was typed, and for passwords, which are never written into a page."""
    if request.method != "POST" or request.path_info.startswith(ACCOUNT):
        return None
    typed = [(name, str(value)) for name, values in request.POST.lists() if name != TOKEN for value in values]
    if not typed:
        return None
    is_in = request.user.is_authenticated
    words = {
        "title": _("Please send the form again") if is_in else _("You were signed out"),
        "typed": typed,
        "has_files": bool(request.FILES),
    }
    return render(request, "shell/kept_form.html", words, status=status)
