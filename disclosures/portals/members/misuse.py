"""Reporting that somebody misuses members' data, and what was reported before (P2b)."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation, User
from disclosures.actions import misuse
from disclosures.domain.errors import DeskError, NotFound
from disclosures.models import MisuseReport, clock
from disclosures.portals.members import asker, words
from disclosures.portals.members.questions import ORGANISATION, PERSON
from disclosures.queries import about_member, named

LONGEST = 4000


class Report(forms.Form):
    """Who did it, and what happened. ``ident`` names the report beforehand, so that two presses make one."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Is it an organisation or a person?"),
        choices=[(ORGANISATION, gettext_lazy("An organisation")), (PERSON, gettext_lazy("A person"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select whether it is an organisation or a person")},
    )
    against = forms.CharField(
        label=gettext_lazy("Who misuses the data?"),
        help_text=gettext_lazy("Of an organisation, the name in our register. Of a person, their name at the desk."),
        max_length=200,
        error_messages={"required": gettext_lazy("Name who misuses the data")},
    )
    reason = forms.CharField(
        label=gettext_lazy("What happened?"),
        help_text=gettext_lazy("What you saw, when, and how you know. Only the people of the desk who decide read it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Say what happened")},
    )
    ident = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        """An organisation must be known here; a person need not be, and nobody is told whether they are."""
        sent = super().clean() or {}
        if sent.get("kind") and sent.get("against"):
            try:
                sent["party"] = _party(sent["against"], is_person=sent["kind"] == PERSON)
            except DeskError:
                self.add_error("against", _("Enter an organisation as our register names it. It has none of this name"))
        return sent


def _party(name: str, *, is_person: bool) -> User | Organisation | None:
    return named.account(name) if is_person else named.organisation(name)


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """What was reported, and the form for one more."""
    by = asker.of(request)
    form = Report(request.POST) if request.method == "POST" else Report(initial=_initial(request, by))
    if request.method == "POST" and form.is_valid():
        return _reported(request, form.cleaned_data)
    context = {
        "title": _("Report misuse of data"),
        "form": form,
        "reports": MisuseReport.objects.filter(by=by)
        .select_related("against_user", "against_organisation")
        .order_by("-at", "-pk"),
    }
    return render(request, "members/misuse.html", context)


def _initial(request: HttpRequest, by: User) -> dict[str, Any]:
    """The recipient of the case that the member comes from; a case they do not know of fills in nothing."""
    try:
        case = about_member.case_told_to(by, reference=request.GET.get("case", ""), at=clock.now())
    except NotFound:
        return {"ident": uuid4()}
    kind = ORGANISATION if isinstance(case.recipient, Organisation) else PERSON
    return {"ident": uuid4(), "kind": kind, "against": words.recipient(case)}


def _reported(request: HttpRequest, said: dict[str, Any]) -> HttpResponse:
    ident: UUID | None = said["ident"]
    before = MisuseReport.objects.filter(public_id=ident, by=asker.of(request)).exists() if ident else False
    misuse.report(
        against=said["party"],
        named=said["against"],
        by=asker.of(request),
        at=clock.now(),
        reason=said["reason"],
        ident=ident,
    )
    if before:
        messages.info(request, _("You sent this report before. It is kept once."))
    else:
        messages.success(
            request, _("Your report is kept. Two people of the desk decide, and you are told when they did.")
        )
    return HttpResponseRedirect(reverse("misuse"))
