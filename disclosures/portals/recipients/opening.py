"""Letting values out: on the page for those that were pressed, or into a file; each time counted and recorded first."""

from __future__ import annotations

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_POST

from accounts.sign_in.gate import answers_suspended, opens
from disclosures.delivery import forms, opening, rows, streaming
from disclosures.delivery.form import Form
from disclosures.delivery.opening import Opened
from disclosures.domain.errors import NotFound
from disclosures.models import clock
from disclosures.portals.recipients import found, show
from disclosures.portals.recipients.found import Found

ALL, FILES = "all", "files"
"""What a button says that means everything; of the files, their sizes and hashes only."""


@opens
@answers_suspended
@require_POST
def open_on_page(request: HttpRequest, reference: str) -> HttpResponse:
    """Shows the values that were pressed, in this one answer and in no other."""
    about = found.of(request, reference)
    if not about.is_unlocked:
        return about.to_page()
    given = rows.keys(about.release.manifest)
    said = request.POST.get("item", "")
    pressed = given if said in {ALL, FILES} else [key for key in given if key == said]
    if not pressed:
        raise NotFound
    opened = _open(about, form=Form.PAGE, pressed=pressed)
    shown = {"files": show.files(opened)} if said == FILES else {"opened": opened, "pressed": pressed}
    return show.page(request, found.of(request, reference), **shown)


@opens
@answers_suspended
@require_POST
def download(request: HttpRequest, reference: str) -> HttpResponseBase:
    """The whole package as a file, named by the reference only."""
    about = found.of(request, reference)
    if not about.is_unlocked:
        return about.to_page()
    form = next((known for known in show.DOWNLOADS if known == request.POST.get("as")), None)
    if form is None:
        raise NotFound
    opened = _open(about, form=form)
    file = forms.render(opened.release, opened.contents, form)
    return streaming.answer(file, release=about.release, by=about.by, now=clock.now)


def _open(about: Found, *, form: Form, pressed: Sequence[str] = ()) -> Opened:
    return opening.open_release(
        release_id=about.release.pk,
        by=about.by,
        at=about.at,
        session_key=about.session_key,
        accepts_use_limits=False,
        form=form,
        items={rows.item_of(key) for key in pressed},
    )
