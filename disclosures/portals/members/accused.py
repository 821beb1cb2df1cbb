"""A complaint about a listing of the member: what is alleged, their counter-statement, asking for details (P3e)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from disclosures.actions import counter_statements, respondents
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import MoveNotAllowed
from disclosures.models import Complaint, clock
from disclosures.models.complaint import SUIT_WINDOW
from disclosures.policies import registers
from disclosures.portals.members import asker, found, words
from disclosures.queries import accusations
from paletten.shell.item_words import ITEMS

LONGEST = 4000


class Statement(forms.Form):
    """The respondent's answer."""

    statement = forms.CharField(
        label=gettext_lazy("Your counter-statement"),
        help_text=gettext_lazy("Why your listing may stay, for example that the photograph is your own."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        error_messages={"required": gettext_lazy("Write your counter-statement")},
    )


class Wanted(forms.Form):
    """Which details."""

    items = forms.MultipleChoiceField(
        label=gettext_lazy("Which details do you ask for?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Select at least one of the details")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["items"].choices = [(item.value, ITEMS[item]) for item in accusations.askable()]  # type: ignore[attr-defined]  # a choice field


class Nothing(forms.Form):
    """Only the press of the button."""


@dataclass(frozen=True, slots=True)
class About:
    """A complaint, whom it is about and when they read it."""

    complaint: Complaint
    by: User
    at: datetime

    @property
    def acts(self) -> list[str]:
        """What the respondent can do now."""
        complaint = self.complaint
        if not complaint.is_open(at=self.at):
            return []
        stated, passed = complaint.countered_at is not None, complaint.counter_reached_at is not None
        waits = accusations.undecided(complaint, by=self.by).exists()
        can = {STATE: not stated, PASS_ON: stated and not passed, ASK: not waits}
        return [act for act, possible in can.items() if possible]


STATE, PASS_ON, ASK = "state", "pass-on", "ask"
Read = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """One act: what it is called, says before and after, asks and does."""

    label: Promise
    says: tuple[Promise, ...]
    done: Promise
    form: type[forms.Form]
    do: Callable[[About, Read], object]


def _who(about: About) -> dict[str, Any]:
    return {"complaint": about.complaint, "by": about.by, "at": about.at}


def _ask_for_details(about: About, read: Read) -> object:
    return respondents.ask_for_details(items=[ItemKey(item) for item in read["items"]], **_who(about))


ACTS: dict[str, Act] = {
    STATE: Act(
        label=gettext_lazy("Write a counter-statement"),
        says=(
            gettext_lazy("The desk keeps your words. The complainant reads them only if you agree to that afterwards."),
            gettext_lazy("You can write it once, and not change it later."),
        ),
        done=gettext_lazy("Your counter-statement is kept. The complainant reads it only if you agree."),
        form=Statement,
        do=lambda about, read: counter_statements.state(statement=read["statement"], **_who(about)),
    ),
    PASS_ON: Act(
        label=gettext_lazy("Let the complainant read it"),
        says=(
            gettext_lazy("The complainant reads your counter-statement at once, and you cannot take it back."),
            gettext_lazy("Without word of a suit within 15 days the complaint closes and its measures are lifted."),
        ),
        done=gettext_lazy("The complainant can read your counter-statement. The 15 days have begun."),
        form=Nothing,
        do=lambda about, _read: counter_statements.pass_on(**_who(about)),
    ),
    ASK: Act(
        label=gettext_lazy("Ask for the complainant's details"),
        says=(
            gettext_lazy("This invites the complainant to have their details passed on to you."),
            gettext_lazy("Nothing is passed on unless they ask for it themselves, and two people of the desk sign."),
            gettext_lazy("You learn nothing of them by asking, and they learn nothing of you."),
        ),
        done=gettext_lazy("The complainant is invited. You are told what is decided."),
        form=Wanted,
        do=_ask_for_details,
    ),
}


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """What is alleged about which listing, what was answered, asked for and given."""
    about = _of(request, reference)
    complaint = about.complaint
    context = {
        "title": _("A complaint about your listings"),
        "complaint": complaint,
        "is_open": complaint.is_open(at=about.at),
        "acts": [(ACTS[act].label, reverse("accused-act", args=[reference, act])) for act in about.acts],
        "asked": accusations.asked_by(about.by, complaint),
        "given": [
            (one, one.grant.is_open(at=about.at)) for one in accusations.given_to(about.by, complaint, at=about.at)
        ],
        "days": SUIT_WINDOW.days,
        "over": words.OVER,
    }
    return render(request, "members/accused.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reference: str, act: str) -> HttpResponse:
    """Says what an act does, and does it once when its button is pressed."""
    about = _of(request, reference)
    if act not in about.acts:
        return _too_late(request, about, act)
    chosen = ACTS[act]
    form = chosen.form(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        context = {"title": chosen.label, "act": chosen, "form": form, "complaint": about.complaint}
        return render(request, "members/accused_act.html", context)
    try:
        chosen.do(about, form.cleaned_data)
    except MoveNotAllowed:
        return _too_late(request, _of(request, reference), act)
    messages.success(request, str(chosen.done))
    return HttpResponseRedirect(reverse("accused", args=[reference]))


def _too_late(request: HttpRequest, about: About, act: str) -> HttpResponse:
    """Leads back; words that were written in an older tab are shown beside those that count, and so not lost."""
    typed = Statement(request.POST)
    saved = about.complaint.counter_statement
    if act == STATE and request.method == "POST" and typed.is_valid() and typed.cleaned_data["statement"] != saved:
        words = {
            "title": _("This was not sent"),
            "complaint": about.complaint,
            "yours": typed.cleaned_data["statement"],
        }
        return render(request, "members/accused_late.html", words, status=MoveNotAllowed.status)
    if request.method == "POST":
        messages.info(request, found.nothing_changed())
    return HttpResponseRedirect(reverse("accused", args=[about.complaint.reference]))


def _of(request: HttpRequest, reference: str) -> About:
    """``NotFound`` for who is not the one complained about, its complainant and the desk's people among them."""
    by = asker.of(request)
    complaint = registers.only(accusations.against(by), reference=reference)
    return About(complaint, by, clock.now())
