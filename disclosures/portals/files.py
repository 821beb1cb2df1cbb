"""The pages of files: sending them one by one, taking one back, opening one; each thing says where it leads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from accounts.models import User
from disclosures.delivery.evidence import attaching, reading
from disclosures.domain.errors import DeskError, NotFound, NotPermitted
from disclosures.domain.evidence.kinds import EvidenceKind
from disclosures.models import clock
from disclosures.policies.evidence import Thing
from disclosures.portals import enclosing
from disclosures.portals.enclosing import Enclosing
from paletten.shell.words import said


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where files are sent to: ``here`` is this page; ``back`` where one goes when all are sent."""

    thing: Thing
    by: User
    caption: str
    title: str | Promise
    says: str | Promise
    here: str
    back: str
    kind: EvidenceKind = EvidenceKind.OTHER
    takes: bool = True
    gives_back: bool = True
    done: str = ""
    edition: int = 0


def page(request: HttpRequest, place: Place) -> HttpResponse:
    """What was sent, and a field for one more."""
    form = Enclosing(request.POST, request.FILES) if request.method == "POST" else Enclosing()
    if request.method == "POST" and form.lay(place.thing, kind=place.kind, by=place.by, at=clock.now()):
        messages.success(request, _("The file is sent."))
        return HttpResponseRedirect(place.here)
    context: dict[str, Any] = {
        "title": place.title,
        "caption": place.caption,
        "says": place.says,
        "files": enclosing.rows(place.thing, by=place.by),
        "opens": place.here,
        "removes": place.here if place.gives_back else "",
        "form": form if place.takes else None,
        "back": place.back,
        "done": place.done,
        "edition": place.edition,
    }
    return render(request, "files/page.html", context)


def take_back(request: HttpRequest, place: Place, *, ident: Any) -> HttpResponse:
    """Asks, and takes one back."""
    file = enclosing.one(place.thing, by=place.by, ident=ident)
    if request.method != "POST":
        (row,) = (row for row in enclosing.rows(place.thing, by=place.by) if row["id"] == file.pk)
        words = {"title": _("Take a file back"), "caption": place.caption, "name": row["name"], "back": place.here}
        return render(request, "files/take_back.html", words)
    try:
        enclosing.take_back(file, by=place.by, at=clock.now())
    except (NotFound, NotPermitted):
        raise
    except DeskError as refusal:
        messages.info(request, str(said(refusal.detail)))
    else:
        messages.success(request, _("The file is taken back."))
    return HttpResponseRedirect(place.here)


def give_out(request: HttpRequest, thing: Thing, *, by: User, ident: Any) -> StreamingHttpResponse:
    """One to keep, for who may read it; recorded by name before its first byte, never shown in the browser."""
    file = enclosing.one(thing, by=by, ident=ident)
    knows = request.POST.get("accept_unscanned") == "yes"
    given = reading.give_out(evidence_id=file.pk, by=by, at=clock.now(), accepts_unscanned=knows)
    return attaching.attached(given)
