"""The page of an act: says what will happen, asks what it needs, and does it when its button is pressed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted
from disclosures.portals.staff.case import found, steps, table
from disclosures.portals.staff.case.acts import ACTS, Act
from disclosures.portals.staff.case.found import Found
from disclosures.portals.staff.case.questions import Question
from paletten.shell.words import said

FIELDS = {"shown": None, "called_back": "called_back", "until": "until", "reason": "reason"}
"""Where a refusal that names a field of the API shows."""


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """Asks, and on the press of the button does it once; a refusal keeps everything that was typed."""
    about = found.of(request, reference)
    chosen = ACTS.get(act)
    if chosen is None:
        raise NotFound
    if request.method != "POST":
        if act not in steps.offered(about):
            raise MoveNotAllowed
        initial = {"item": request.GET.get("item", "")}
        return _ask(request, about, chosen, chosen.form(about=about, initial=initial))
    form = chosen.form(request.POST, about=about)
    if not form.is_valid():
        return _ask(request, about, chosen, form)
    try:
        chosen.do(about, form.cleaned_data)
    except (NotFound, NotPermitted):
        raise
    except DeskError as refusal:
        _explain(form, refusal)
        return _ask(request, about, chosen, form, status=refusal.status)
    messages.success(request, str(chosen.done))
    return HttpResponseRedirect(reverse("case", args=[about.case.reference]))


def _explain(form: Question, refusal: DeskError) -> None:
    field = next((FIELDS.get(name, name) for name in refusal.fields), None)
    form.add_error(field if field in form.fields else None, str(said(refusal.detail)))


def _ask(request: HttpRequest, about: Found, act: Act, form: Question, *, status: int = 200) -> HttpResponse:
    case = about.case
    context = {
        "title": act.label,
        "act": act,
        "form": form,
        "case": case,
        "table": table.of(about) if act.shows_scope else None,
    }
    return render(request, "staff/case/act.html", context, status=status)
