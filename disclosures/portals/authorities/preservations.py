"""What an authority asked to have kept until an instrument follows: followed, extended once, withdrawn (P3c).

The pages are the same whether or not anybody named exists, and whether or not there was anything to keep.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from disclosures.actions import preservations
from disclosures.domain import references
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError, NotFound, NotPermitted
from disclosures.domain.grounds import RefusalCode
from disclosures.domain.preserving import End, State
from disclosures.models import Preservation, PreservationDraft, clock
from disclosures.policies import registers
from disclosures.portals.requests.filing.questions.base import day_of, last_day_of
from disclosures.portals.staff import due
from disclosures.portals.staff.registers.preservations import ENDS
from disclosures.queries import drafts
from paletten.shell.item_words import ITEMS
from paletten.shell.outcome_words import REFUSALS
from paletten.shell.words import said

ROWS = 30
LONGEST = 400
NONE = "PR-0000-0000"
"""No preservation has this reference: what cannot be one is looked for all the same."""
STATES = {
    State.ASKED: (gettext_lazy("Being checked"), "blue"),
    State.SIGNED: (gettext_lazy("Signed, being kept"), "blue"),
    State.KEPT: (gettext_lazy("Kept"), "green"),
    State.ENDED: (gettext_lazy("Over"), "grey"),
}


class Why(forms.Form):
    """Why no instrument could follow yet."""

    reason = forms.CharField(
        label=gettext_lazy("Why could no instrument follow yet?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Say why no instrument could follow yet")},
    )


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Those of the authority, the newest first."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    rows = (
        registers.preservations_visible_to(by, at=at)
        .select_related("authority", "filed_by")
        .order_by("-asked_at", "-pk")
    )
    shown = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    writing = PreservationDraft.objects.filter(officer=by, preservation=None, dropped_at=None).exclude(edition=0)
    words = {
        "title": _("Data to be kept"),
        "shown": shown,
        "rows": [_row(one, at=at) for one in shown],
        "writing": [(one, drafts.kept_until(one)) for one in writing.order_by("-saved_at")],
    }
    return render(request, "authorities/preservations.html", words)


def _row(found: Preservation, *, at: datetime) -> dict[str, Any]:
    is_past = found.ended_at is None and found.until is not None and found.until <= at
    state = State.ENDED if is_past else State(found.state)
    until = found.until if state is State.KEPT else None
    return {
        "found": found,
        "state": STATES[state][0],
        "colour": STATES[state][1],
        "until": until,
        "left": due.by(until, at=at, is_ours=False).words if until else "",
        "end": ENDS[End(found.end)] if found.end else ENDS[End.TIME] if is_past else "",
        "refusal": REFUSALS[RefusalCode(found.refusal)] if found.refusal else "",
        "is_open": state is not State.ENDED,
        "can_extend": found.is_usable(at=at) and found.extension_asked_at is None,
    }


def _found(request: HttpRequest, reference: str) -> Preservation:
    """``NotFound`` for what is not the authority's, by the same work."""
    assert isinstance(request.user, User)
    proper = references.normalise(reference[:40])
    rows = registers.preservations_visible_to(request.user, at=clock.now()).select_related("authority", "filed_by")
    return registers.only(rows, reference=proper if references.is_valid(proper) else NONE)


@require_safe
def show(request: HttpRequest, preservation: str) -> HttpResponse:
    """Where it stands, and until when."""
    found = _found(request, preservation)
    words = {
        "title": found.reference,
        **_row(found, at=clock.now()),
        "names": [one.named for one in found.subjects.all()],
        "items": list(_items(found)),
    }
    return render(request, "authorities/preservation.html", words)


def _items(found: Preservation) -> Iterator[str]:
    for one in found.items.all():
        days = [str(day) if day else "…" for day in (day_of(one.start_at), last_day_of(one.end_at))]
        period = f" ({' – '.join(days)})" if one.start_at or one.end_at else ""
        yield f"{ITEMS[ItemKey(one.item)]}{period}"


@require_http_methods(["GET", "HEAD", "POST"])
def extend(request: HttpRequest, preservation: str) -> HttpResponse:
    """Asks once that it be kept longer, with the reason."""
    found = _found(request, preservation)
    form = Why(request.POST if request.method == "POST" else None)
    if form.is_valid():
        return _acted(
            request,
            found,
            lambda by, at: preservations.ask_extension(
                preservation=found, reason=form.cleaned_data["reason"], by=by, at=at
            ),
            _("Asked. Counsel or a privacy officer decides before it ends."),
        )
    words = {
        "title": _("Ask for the one extension"),
        "says": _("It can be extended once, by 90 days. Counsel or a privacy officer decides before it ends."),
        "found": found,
        "form": form,
    }
    return render(request, "authorities/preservation_act.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, preservation: str) -> HttpResponse:
    """It is needed no more: what was kept is destroyed."""
    found = _found(request, preservation)
    if request.method == "POST":
        return _acted(
            request,
            found,
            lambda by, at: preservations.withdraw(preservation=found, by=by, at=at),
            _("Withdrawn. What was kept is destroyed."),
        )
    words = {
        "title": _("Withdraw this preservation"),
        "says": _("What was kept is destroyed at once and cannot be had back. You can ask anew at any time."),
        "found": found,
        "warns": True,
    }
    return render(request, "authorities/preservation_act.html", words)


def _acted(request: HttpRequest, found: Preservation, do: Any, done: str) -> HttpResponse:
    try:
        do(request.user, clock.now())
    except (NotFound, NotPermitted):
        raise
    except DeskError as refusal:
        messages.error(request, str(said(refusal.detail)))
    else:
        messages.success(request, done)
    return HttpResponseRedirect(reverse("own-preservation", args=[found.reference]))
