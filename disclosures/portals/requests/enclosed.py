"""The files of a request: sent while it is drafted and after, taken back only before it is filed."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from disclosures.actions.evidence import OVER
from disclosures.portals import files
from disclosures.portals.files import Place
from disclosures.portals.requests import found
from disclosures.portals.requests.found import Found


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """What was sent, and a field for one more."""
    return files.page(request, _place(found.of(request, reference)))


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest, reference: str, file_id: Any) -> HttpResponse:
    """One of them."""
    return files.take_back(request, _place(found.of(request, reference)), ident=file_id)


@require_POST
def open_again(request: HttpRequest, reference: str, file_id: Any) -> StreamingHttpResponse:
    """One of them, to who brought it and to colleagues of the same organisation."""
    about = found.of(request, reference)
    return files.give_out(request, about.case, by=about.by, ident=file_id)


def _place(about: Found) -> Place:
    reference = about.case.reference
    return Place(
        thing=about.case,
        by=about.by,
        caption=reference,
        title=_("Files for your request"),
        says=_("What shows who you are and why you ask, for example the paper itself. Only the desk reads them."),
        here=reverse("request-files", args=[reference]),
        back=reverse("request-check" if about.is_open else "request", args=[reference]),
        takes=about.case.status not in OVER,
        gives_back=about.is_draft,
    )
