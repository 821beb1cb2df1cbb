"""What waits at the desk, until when, and who is to act; late ones first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.models import clock
from disclosures.portals.staff import waits
from disclosures.queries import waiting
from disclosures.queries.waiting import Place, Reader, Wait, Wanted

ROWS = 50


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """One page of the list; an address that asks for what there is not shows all."""
    assert isinstance(request.user, User)
    reader = Reader(request.user, clock.now())
    wanted = _wanted(request)
    found = waiting.waiting(reader, most=ROWS + 1, wanted=wanted)
    late = waiting.count(reader, wanted=Wanted(late=True))
    shown = {
        "title": _("What waits"),
        "rows": [waits.row(wait, by=reader.by, at=reader.at) for wait in found[:ROWS]],
        "summary": _summary(late, waiting.count(reader)),
        "tabs": list(_tabs(wanted, late=late)),
        "kinds": [{"kind": way.kind, "says": _(way.says), "href": _address(kind=way.kind)} for way in waiting.WAYS],
        "kind": next((_(way.says) for way in waiting.WAYS if way.kind == wanted.kind), ""),
        "following": _following(wanted, found),
    }
    return render(request, "staff/waiting.html", shown)


def _wanted(request: HttpRequest) -> Wanted:
    kind = request.GET.get("kind", "")
    return Wanted(
        kind=kind if kind in waiting.KINDS else "",
        late=True if request.GET.get("late") == "true" else None,
        after=Place.read(request.GET.get("cursor", "")),
    )


def _summary(late: int, every: int) -> str:
    waits = ngettext("%(number)s thing waits", "%(number)s things wait", every) % {"number": every}
    return _("%(waits)s, %(late)s of them late.") % {"waits": waits, "late": late}


def _tabs(wanted: Wanted, *, late: int) -> Iterator[dict[str, Any]]:
    yield {"label": _("Everything"), "href": _address(kind=wanted.kind), "is_current": wanted.late is None}
    yield {
        "label": _("Late"),
        "href": _address(kind=wanted.kind, late="true"),
        "is_current": wanted.late is True,
        "count": late,
    }


def _following(wanted: Wanted, found: list[Wait]) -> str:
    if len(found) <= ROWS:
        return ""
    late = "true" if wanted.late else ""
    return _address(kind=wanted.kind, late=late, cursor=found[ROWS - 1].place.cursor)


def _address(**asked: str) -> str:
    return "?" + urlencode({name: word for name, word in asked.items() if word})
