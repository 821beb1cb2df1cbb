"""The member's switches for marketing, on one page, with what the browser's signal did to them (P2c)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Preferences
from disclosures.actions import preferences as actions
from disclosures.models import clock
from disclosures.policies.signals import is_signalled
from disclosures.portals.members import asker
from disclosures.queries import preferences as kept

ON, OFF = "on", "off"


class PreferencesForm(forms.Form):
    """Two switches, each said with a word: a box left empty could mean either."""

    own_marketing = forms.ChoiceField(
        label=gettext_lazy("May we tell you about our own products and services?"),
        choices=[(ON, gettext_lazy("Yes")), (OFF, gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select yes if we may tell you about our own products")},
    )
    partner_marketing = forms.ChoiceField(
        label=gettext_lazy("May we share your data with partners for their marketing?"),
        help_text=gettext_lazy("This is off until you switch it on. You can switch it off again at any time."),
        choices=[(ON, gettext_lazy("Yes")), (OFF, gettext_lazy("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select yes if we may share your data with partners")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """Shows the switches and sets those that were changed."""
    by = asker.of(request)
    row = kept.of(by)
    shown = {"own_marketing": row.own_marketing, "partner_marketing": row.shares_for_marketing}
    initial = {name: ON if value else OFF for name, value in shown.items()}
    form = PreferencesForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] == ON for name in shown}
        actions.choose(by=by, at=clock.now(), **_new_words(said, shown=shown))
        messages.success(request, _("Your preferences are saved."))
        return HttpResponseRedirect(reverse("preferences"))
    return render(request, "members/preferences.html", _words(request, row, form))


def _new_words(said: dict[str, bool], *, shown: dict[str, bool]) -> dict[str, bool]:
    """Each no, and each yes that was none before: to leave a yes as it is needs nothing."""
    return {name: value for name, value in said.items() if not value or not shown[name]}


def _words(request: HttpRequest, row: Preferences, form: PreferencesForm) -> dict[str, Any]:
    return {
        "title": _("Marketing preferences"),
        "form": form,
        "row": row,
        "is_signalled": is_signalled(request.headers),
        "switched_off_by_signal": row.is_signal_standing,
    }


@require_POST
def answer_partners(request: HttpRequest) -> HttpResponse:
    """The answer to the question on the page of consents; a no is kept, so that nobody asks again for 90 days."""
    said = request.POST.get("answer", "")
    if said in {ON, OFF}:
        actions.choose(by=asker.of(request), at=clock.now(), partner_marketing=said == ON)
        words = _("Partners may use your data for their marketing. You can switch it off at any time.")
        messages.success(request, words if said == ON else _("Your no is kept. We do not ask again for 90 days."))
    return HttpResponseRedirect(reverse("consents"))
