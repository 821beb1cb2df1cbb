"""What a complainant can do to a complaint that is filed: each has a page that says what it does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from disclosures.actions import complaint_messages, complaints, counter_statements
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import NotFound
from disclosures.domain.plain_text import LONGEST
from disclosures.portals.complainants import found
from disclosures.portals.complainants.tasks.passing_on import preview, ticked_field
from disclosures.portals.staff import acting
from disclosures.portals.staff.acting import Act, Question, Read
from disclosures.queries import accusations


class PassingOn(Question):
    """What goes beyond the default."""

    items = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, **words: Any) -> None:
        super().__init__(*args, **words)
        self.fields["items"] = ticked_field()
        self.initial.setdefault("items", self.about.complaint.pass_on)


class Letter(Question):
    """A message to the desk."""

    text = forms.CharField(
        label=_("Your message to the desk"),
        help_text=_("Only the desk reads it, never the one you complain about. It is no part of your complaint."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": _("Enter a message")},
    )
    ident = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)


def _is_open(about: Any) -> bool:
    return bool(about.complaint.is_open(at=about.at))


def _pass_on(about: Any, read: Read) -> None:
    items = [ItemKey(item) for item in read["items"]]
    complaints.ask_to_pass_on(complaint=about.complaint, items=items, by=about.by, at=about.at)


ACTS: Mapping[str, Act] = {
    "pass-on": Act(
        label=_("Ask that my details be passed on"),
        says=_(
            "The desk checks your request, and two people sign before anything goes. The one you complain about then "
            "sees exactly this, and it ends 15 days after the complaint does."
        ),
        done=_("You asked that your details be passed on. You are told when they have gone."),
        form=PassingOn,
        is_there=_is_open,
        do=_pass_on,
    ),
    "suit": Act(
        label=_("Give word of a suit"),
        says=_("You have gone to court, or to the authority. The complaint then stays open past the 15 days."),
        done=_("You gave word of a suit. The complaint stays open."),
        is_there=lambda about: _is_open(about) and about.complaint.lapses_at is not None,
        do=lambda about, _read: counter_statements.report_suit(complaint=about.complaint, by=about.by, at=about.at),
    ),
    "write": Act(
        label=_("Write to the desk"),
        says=_("The desk answers here, and a mail tells you that it did."),
        done=_("Your message is sent."),
        form=Letter,
        do=lambda about, read: complaint_messages.write_to_desk(
            complaint=about.complaint, by=about.by, at=about.at, **read
        ),
    ),
    "withdraw": Act(
        label=_("Withdraw this complaint"),
        says=_(
            "It ends at once and cannot be taken up again, and its measures are lifted. What was passed on of you can "
            "be read for 15 days more."
        ),
        done=_("Your complaint is withdrawn."),
        warns=True,
        is_there=_is_open,
        do=lambda about, _read: complaints.withdraw(complaint=about.complaint, by=about.by, at=about.at),
    ),
}
"""In the order in which they are offered; the name is the one in the address."""


@require_http_methods(["GET", "HEAD", "POST"])
def act(request: HttpRequest, reference: str, verb: str) -> HttpResponse:
    """Asks, and on the press of the button does it once; a refusal keeps everything that was typed."""
    about = found.complaint(request, reference)
    chosen = ACTS.get(verb)
    if chosen is None:
        raise NotFound
    to_complaint = HttpResponseRedirect(reverse("complaint", args=[about.complaint.reference]))
    if not chosen.is_there(about):
        return to_complaint
    form = chosen.form(request.POST if request.method == "POST" else None, about=about)
    if request.method == "POST":
        refused, _made = acting.press(chosen, about, form)
        if not refused:
            messages.success(request, str(chosen.done))
            return to_complaint
    else:
        refused = 200
    complaint = about.complaint
    context: dict[str, Any] = {"title": chosen.label, "act": chosen, "complaint": complaint, "form": form}
    if verb == "pass-on":
        words = {"right_text": complaint.right_text, "statement": complaint.statement}
        context["seen"] = preview(about, ticked=accusations.only_if_ticked(), **words)
    return render(request, "complainants/act.html", context, status=refused)
