"""What a member does about a release that was announced: objects with a reason, or offers another way to be reached."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from disclosures.actions import objections
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import MoveNotAllowed
from disclosures.portals.members import found, words
from disclosures.portals.members.found import Found
from paletten.shell.item_words import ITEMS

LONGEST = 4000


class Why(forms.Form):
    """The reason, in the member's own words."""

    reason = forms.CharField(
        label=gettext_lazy("Why do you object?"),
        help_text=gettext_lazy(
            "For example that it is not safe for you, that you paid the money back, or that the dispute is settled. "
            "Only the desk reads it; it is passed on to nobody."
        ),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Say why you object")},
    )


class Channel(forms.Form):
    """One of the ways that were asked for."""

    item = forms.ChoiceField(
        label=gettext_lazy("How may they reach you?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select how they may reach you")},
    )

    def __init__(self, data: Any = None, *, about: Found) -> None:
        super().__init__(data)
        self.fields["item"].choices = [(item.value, ITEMS[item]) for item in about.channels]  # type: ignore[attr-defined]  # a choice field


@require_http_methods(["GET", "HEAD", "POST"])
def raise_objection(request: HttpRequest, reference: str) -> HttpResponse:
    """Says what an objection does, and takes it with its reason."""
    about = found.of(request, reference)
    if "object" not in about.verbs:
        return about.cannot(request)
    form = Why(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _ask(request, about, form, title=_("Object to this disclosure"), act="object")
    try:
        objections.raise_objection(case=about.case, by=about.by, at=about.at, reason=form.cleaned_data["reason"])
    except MoveNotAllowed:
        return about.cannot(request)
    messages.success(request, _("You objected. Nothing leaves until counsel or a privacy officer has decided."))
    return HttpResponseRedirect(about.address)


@require_http_methods(["GET", "HEAD", "POST"])
def offer_channel(request: HttpRequest, reference: str) -> HttpResponse:
    """Says what another channel changes, and takes the one that was chosen."""
    about = found.of(request, reference)
    if "offer_channel" not in about.verbs:
        return about.cannot(request)
    form = Channel(request.POST if request.method == "POST" else None, about=about)
    if not form.is_valid():
        return _ask(request, about, form, title=_("Offer another way to reach you"), act="channel")
    try:
        objections.offer_channel(case=about.case, item=ItemKey(form.cleaned_data["item"]), by=about.by, at=about.at)
    except MoveNotAllowed:
        return about.cannot(request)
    messages.success(
        request, _("Your choice is kept. The desk signs the request again; you are told before it leaves.")
    )
    return HttpResponseRedirect(about.address)


def _ask(request: HttpRequest, about: Found, form: forms.Form, *, title: str, act: str) -> HttpResponse:
    context = {
        "title": title,
        "form": form,
        "act": act,
        "case": about.case,
        "recipient": words.recipient(about.case),
        "asked": words.asked(about.case.asked_rows),
    }
    return render(request, "members/object.html", context)
