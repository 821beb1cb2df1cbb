"""All cases by what is known of them; and by member, where a reason is asked and written down before anything shows."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from disclosures.actions import lookings
from disclosures.bases import REGISTRY
from disclosures.domain import references
from disclosures.domain.looking import SEARCH_REASONS, SearchReason
from disclosures.domain.moves import Status
from disclosures.models import Case, clock
from disclosures.portals.staff import acting, due, turning, words
from disclosures.queries import sought
from disclosures.queries.sought import Sought
from paletten.kit.dates import DateField
from paletten.shell.outcome_words import OUTCOMES
from paletten.shell.words import said

ALL = ("", gettext_lazy("All"))
LONGEST = 100


class Asked(forms.Form):
    """What a case must have."""

    reference = forms.CharField(required=False, label=gettext_lazy("Reference"), max_length=40)
    organisation = forms.CharField(
        required=False,
        label=gettext_lazy("Organisation"),
        help_text=gettext_lazy("Who asked, or the recipient. People are searched by on their own page."),
        max_length=LONGEST,
    )
    basis = forms.ChoiceField(required=False, label=gettext_lazy("Clause"))
    status = forms.ChoiceField(required=False, label=gettext_lazy("Where it is"))
    outcome = forms.ChoiceField(required=False, label=gettext_lazy("Outcome"))
    since = DateField(required=False, label=gettext_lazy("Filed from this day"))
    until = DateField(required=False, label=gettext_lazy("Filed up to this day"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        clauses = [(rules.code.value, f"{rules.clause} {_(rules.title)}") for rules in REGISTRY.in_force]
        choices: dict[str, list[tuple[str, Any]]] = {
            "basis": clauses,
            "status": [(one.value, words.status(one)) for one in Status if one is not Status.DRAFT],
            "outcome": list(OUTCOMES.items()),
        }
        for name, offered in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [ALL, *offered]

    def clean_reference(self) -> str:
        """As references are written; what cannot be one is said to be none."""
        typed: str = self.cleaned_data["reference"].strip()
        if typed and not references.is_valid(references.normalise(typed)):
            raise forms.ValidationError(_("This is no reference. References look like LE-2345-6789."))
        return references.normalise(typed) if typed else ""

    @property
    def wanted(self) -> Sought:
        """The filter; days are the desk's, and the last of them is whole."""
        given = self.cleaned_data
        exact: dict[str, Any] = {name: given[name] for name in ("basis", "status", "outcome")}
        until = given["until"] and given["until"] + timedelta(days=1)
        times: dict[str, Any] = {"since": _begin(given["since"]), "until": _begin(until)}
        return Sought(organisation=given["organisation"].strip(), **exact, **times)


class Why(forms.Form):
    """Who is looked for and why; both are asked before anything is shown."""

    named = forms.CharField(
        label=gettext_lazy("Name of the member's account"),
        help_text=gettext_lazy("The whole name, as it stands in a request. It is not kept where nobody has it."),
        max_length=150,
        error_messages={"required": gettext_lazy("Enter the name")},
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
    reason = forms.ChoiceField(
        label=gettext_lazy("Why do you search?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Select why you search")},
    )
    note = forms.CharField(
        label=gettext_lazy("What is it about?"),
        help_text=gettext_lazy("Auditors and privacy officers read it. The member reads that your role looked."),
        max_length=acting.LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say what this is about")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        reason = self.fields["reason"]
        assert isinstance(reason, forms.ChoiceField)
        reason.choices = [(code.value, said(says)) for code, says in SEARCH_REASONS.items()]


def _begin(day: Any) -> datetime | None:
    return acting.midnight(day) if day else None


@require_safe
def cases(request: HttpRequest) -> HttpResponse:
    """Every case with these filters, the newest first; a whole reference leads to its case."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    form, at = Asked(request.GET), clock.now()
    is_valid = form.is_valid()
    if is_valid and form.cleaned_data["reference"]:
        return HttpResponseRedirect(reverse("case", args=[form.cleaned_data["reference"]]))
    wanted = form.wanted if is_valid else Sought()
    shown = turning.page(sought.cases(request.user, wanted), request.GET.get("cursor", ""), by="pk", newest_first=True)
    asked = request.GET.copy()
    asked["cursor"] = shown.following
    context = {
        "title": _("All cases"),
        "form": form,
        "is_part": wanted != Sought(),
        "rows": [_row(case, at=at) for case in shown.rows] if is_valid else [],
        "following": f"?{asked.urlencode()}" if shown.following else "",
    }
    return render(request, "staff/search.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def by_member(request: HttpRequest) -> HttpResponse:
    """Asks why; the press of the button writes it down, and leads to what was found."""
    assert isinstance(request.user, User)
    form = Why(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data
        reason = SearchReason(given["reason"])
        made = lookings.search(
            by=request.user, at=clock.now(), named=given["named"].strip(), reason=reason, note=given["note"]
        )
        return HttpResponseRedirect(reverse("search-found", args=[made.pk]))
    return render(request, "staff/search_member.html", {"title": _("Search by member"), "form": form})


@require_safe
def found(request: HttpRequest, search: UUID) -> HttpResponse:
    """What one's own search found; nobody of this name, and nothing about them, look the same."""
    assert isinstance(request.user, User)
    at = clock.now()
    made = sought.search_of(request.user, search=str(search))
    context = {
        "title": _("What the search found"),
        "search": made,
        "reason": said(SEARCH_REASONS[SearchReason(made.reason)]),
        "rows": [_row(case, at=at) for case in sought.found_in(made, by=request.user)],
        "most": sought.MOST,
    }
    return render(request, "staff/search_found.html", context)


def _row(case: Case, *, at: datetime) -> dict[str, Any]:
    recipient = case.recipient
    return {
        "case": case,
        "clause": _(case.rules.title),
        "status": words.status(case.status),
        "colour": words.COLOURS.get(case.status, "grey"),
        "outcome": words.outcome(case.outcome) if case.outcome else "",
        "asked_by": case.requester_organisation.name if case.requester_organisation else case.filed_by.name,
        "recipient": case.recipient_name or (recipient.name if recipient else ""),
        "due": due.of_case(case, at=at),
    }
