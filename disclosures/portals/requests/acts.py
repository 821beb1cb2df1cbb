"""What somebody can do to a request of theirs besides filing it: each has a page that says what it does."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from disclosures.actions import cases, decisions, formal_instruments, relays
from disclosures.actions import messages as letters
from disclosures.domain.errors import DeskError, NotFound, NotPermitted
from disclosures.domain.plain_text import LONGEST
from disclosures.portals.requests import found
from disclosures.portals.requests.formal_paper import FormalPaper
from disclosures.portals.requests.found import Found
from paletten.shell.words import said


class Nothing(forms.Form):
    """Only the press of the button."""


class Reason(forms.Form):
    """Why others should decide."""

    text = forms.CharField(
        label=_("Why should others decide?"),
        help_text=_("For the desk alone. Nobody whose data you ask for reads it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter a reason")},
    )


class Letter(forms.Form):
    """A message to the desk."""

    text = forms.CharField(
        label=_("Your message to the desk"),
        help_text=_("Only the desk reads it. It can be erased later, and is no part of the record."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter a message")},
    )
    ident = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


class ToTheOther(forms.Form):
    """A message that is passed on."""

    text = forms.CharField(
        label=_("Your message to the other party"),
        help_text=_("Write only what they may read. Leave out your own details."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter a message")},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act; ``warns`` marks what cannot be undone."""

    label: Promise
    says: Promise
    done: Promise
    form: type[forms.Form]
    is_offered: Callable[[Found], bool]
    do: Callable[[Found, Mapping[str, Any]], object]
    warns: bool = False


def _present(about: Found, read: Mapping[str, Any]) -> None:
    formal_instruments.present(case=about.case, paper=FormalPaper.paper(read, about), by=about.by, at=about.at)


def _is_answered(about: Found) -> bool:
    return about.case.relays.open().filter(answered_at__isnull=False).exists()


ACTS: Mapping[str, Act] = {
    "pass-on": Act(
        label=_("Send the other party a message through the desk"),
        says=_(
            "They read your words, not who or where you are; you read their answer. If it settles the matter, good."
        ),
        done=_("Your message is being passed on."),
        form=ToTheOther,
        is_offered=lambda about: "relay" in about.verbs,
        do=lambda about, read: relays.send(case=about.case, text=read["text"], by=about.by, at=about.at),
    ),
    "helped": Act(
        label=_("The answer helped: end this request"),
        says=_("The request ends as settled, and nothing is disclosed."),
        done=_("Settled. Your request is closed."),
        form=Nothing,
        is_offered=_is_answered,
        do=lambda about, _read: relays.say_it_helped(case=about.case, by=about.by, at=about.at),
        warns=True,
    ),
    "did-not-help": Act(
        label=_("The answer did not help: go on"),
        says=_("The request goes on, and the desk checks it."),
        done=_("Your request goes on."),
        form=Nothing,
        is_offered=_is_answered,
        do=lambda about, _read: relays.say_it_did_not(case=about.case, by=about.by, at=about.at),
    ),
    "present-paper": Act(
        label=_("Present the formal paper"),
        says=_("What was given in the emergency needs its paper. Somebody else of the desk checks it."),
        done=_("The paper is presented."),
        form=FormalPaper,
        is_offered=lambda about: "present_instrument" in about.verbs,
        do=_present,
    ),
    "write": Act(
        label=_("Write to the desk"),
        says=_("The desk answers here, and a mail tells you that it did."),
        done=_("Your message is sent."),
        form=Letter,
        is_offered=lambda about: not about.is_draft,
        do=lambda about, read: letters.write_to_desk(case=about.case, by=about.by, at=about.at, **read),
    ),
    "appeal": Act(
        label=_("Appeal"),
        says=_("Others than those who refused it decide again, and our time begins anew."),
        done=_("Your appeal is filed. Others decide now."),
        form=Reason,
        is_offered=lambda about: "appeal" in about.verbs,
        do=lambda about, read: decisions.appeal(case=about.case, reason=read["text"], by=about.by, at=about.at),
    ),
    "withdraw": Act(
        label=_("Withdraw this request"),
        says=_("Nothing will leave on it, and it cannot be taken up again. You can file a new one at any time."),
        done=_("Your request is withdrawn."),
        form=Nothing,
        is_offered=lambda about: "withdraw" in about.verbs,
        do=lambda about, _read: cases.withdraw(case=about.case, by=about.by, at=about.at),
        warns=True,
    ),
}
"""In the order in which they are offered; the name is the one in the address."""


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Asks, and on the press of the button does it once; a refusal keeps everything that was typed."""
    about = found.of(request, reference)
    chosen = ACTS.get(verb)
    if chosen is None:
        raise NotFound
    to_request = HttpResponseRedirect(reverse("request", args=[about.case.reference]))
    if request.method != "POST":
        return _ask(request, about, chosen, chosen.form()) if chosen.is_offered(about) else to_request
    form = chosen.form(request.POST)
    if not form.is_valid():
        return _ask(request, about, chosen, form)
    try:
        chosen.do(about, form.cleaned_data)
    except (NotFound, NotPermitted):
        raise
    except DeskError as refusal:
        field = next((name for name in ("text", *refusal.fields) if name in form.fields), None)
        form.add_error(field, str(said(refusal.detail)))
        return _ask(request, about, chosen, form, status=refusal.status)
    messages.success(request, str(chosen.done))
    return to_request


def _ask(request: HttpRequest, about: Found, chosen: Act, form: forms.Form, *, status: int = 200) -> HttpResponse:
    context = {"title": chosen.label, "act": chosen, "case": about.case, "form": form}
    return render(request, "requests/act.html", context, status=status)
