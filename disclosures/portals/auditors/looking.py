"""A sample drawn by a seed that is shown, and the cases out of the ordinary."""

from __future__ import annotations

import secrets
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.domain.instants import parse
from disclosures.models import Case, clock
from disclosures.portals.staff import event_words, words
from disclosures.queries import audit
from disclosures.queries.audit import Exceptional, Recorded

MOST, USUAL = 100, 10
ROWS = 50


class Moment(forms.DateTimeInput):
    """A day and a time, as browsers ask for one."""

    input_type = "datetime-local"


class SampleForm(forms.Form):
    """How many, and from which seed."""

    number = forms.IntegerField(
        label=gettext_lazy("How many cases"),
        min_value=1,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), gettext_lazy("Enter how many cases, from 1 to 100")
        ),
    )
    seed = forms.CharField(
        label=gettext_lazy("Seed"),
        help_text=gettext_lazy(
            "Any words. The same seed draws the same cases again, for you and for whoever checks you."
        ),
        max_length=80,
        error_messages={"required": gettext_lazy("Enter a seed")},
    )
    at = forms.DateTimeField(
        label=gettext_lazy("Each case as it was at (optional)"),
        help_text=gettext_lazy("Day and time by the desk's clock. Without it each is shown as it is now."),
        required=False,
        widget=Moment(attrs={"class": "govuk-input--width-20"}),
        error_messages={"invalid": gettext_lazy("Enter a day and a time")},
    )


@require_safe
def sample(request: HttpRequest) -> HttpResponse:
    """Draws by what stands in the address, so that the address alone repeats the sample."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    asked = "seed" in request.GET or "number" in request.GET
    first = {"number": USUAL, "seed": secrets.token_hex(4)}
    form = SampleForm(request.GET) if asked else SampleForm(initial=first)
    drawn: list[Case] = []
    if asked and form.is_valid():
        drawn = audit.sample(request.user, number=form.cleaned_data["number"], seed=form.cleaned_data["seed"])
    context = {
        "title": _("Draw a sample"),
        "form": form,
        "asked": asked,
        "rows": [_row(case) for case in drawn],
        "until": request.GET.get("at", "") if asked and form.is_valid() else "",
    }
    return render(request, "auditors/sample.html", context)


@require_safe
def exceptions(request: HttpRequest) -> HttpResponse:
    """One kind after the other as tabs; an address that asks for what there is not shows the first."""
    assert isinstance(request.user, User)
    asked = request.GET.get("kind", "")
    kinds: tuple[Exceptional | Recorded, ...] = (*audit.EXCEPTIONS.values(), *audit.RECORDED.values())
    name = asked if asked in {one.name for one in kinds} else kinds[0].name
    context = {
        "title": _("Out of the ordinary"),
        "tabs": [{"label": _(one.says), "href": f"?kind={one.name}", "is_current": one.name == name} for one in kinds],
        "most": ROWS,
        **(_entries(request.user, name) if name in audit.RECORDED else _cases(request.user, name)),
    }
    return render(request, "auditors/exceptions.html", context)


def _cases(by: User, name: str) -> dict[str, Any]:
    found = list(audit.exceptions(by, name=name, at=clock.now())[: ROWS + 1])
    return {"rows": [_row(case) for case in found[:ROWS]], "has_more": len(found) > ROWS}


def _entries(by: User, name: str) -> dict[str, Any]:
    found = audit.recorded(by, name=name, most=ROWS + 1)
    said = [(entry, entry.content, reference) for entry, reference in found[:ROWS]]
    numbers = {int(content["actor"]) for _entry, content, _reference in said if content["actor"].isdigit()}
    names = dict(User.objects.filter(pk__in=numbers).values_list("pk", "name"))
    entries = [
        {
            "at": parse(content["at"]),
            "event": event_words.of(entry.event),
            "by": names.get(int(content["actor"]), "") if content["actor"].isdigit() else _("the desk"),
            "reference": reference,
            "hash": entry.hash,
        }
        for entry, content, reference in said
    ]
    return {"entries": entries, "has_more": len(found) > ROWS}


def _row(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "clause": _(case.rules.title),
        "status": words.status(case.status),
        "colour": words.COLOURS.get(case.status, "grey"),
        "outcome": words.outcome(case.outcome) if case.outcome else "",
        "recipient": case.recipient_name or (case.recipient.name if case.recipient else ""),
    }
