"""The page of an act: says what will happen, asks what it needs, and does it when its button is pressed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from disclosures.domain.errors import MoveNotAllowed, NotFound
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import Question
from disclosures.portals.staff.case import found, steps, table
from disclosures.portals.staff.case.acts import ACTS, Act
from disclosures.portals.staff.case.found import Found
from disclosures.portals.staff.case.questions import OverScope
from disclosures.queries import purposes


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
        initial = {"item": request.GET.get("item", ""), "to": request.GET.get("to", "")}
        return _ask(request, about, chosen, chosen.form(about=about, initial=initial))
    form = chosen.form(request.POST, about=about)
    refused, _made = acting.press(chosen, about, form)
    if refused:
        if isinstance(form, OverScope):
            form.show_anew()
        return _ask(request, about, chosen, form, status=refused)
    messages.success(request, str(chosen.done))
    return HttpResponseRedirect(reverse("case", args=[about.case.reference]))


def _ask(request: HttpRequest, about: Found, act: Act, form: Question, *, status: int = 200) -> HttpResponse:
    case = about.case
    context = {
        "title": act.label,
        "act": act,
        "form": form,
        "case": case,
        "called": case.reference,
        "back": reverse("case", args=[case.reference]),
        "table": table.of(about) if act.shows_scope else None,
        "recipient": case.recipient_name or (case.recipient.name if case.recipient else ""),
        "purpose": purposes.words(case),
    }
    return render(request, "staff/case/act.html", context, status=status)
