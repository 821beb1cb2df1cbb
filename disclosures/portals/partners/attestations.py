"""What a partner has to delete, and its word that it did (P3b)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from disclosures import policies
from disclosures.actions import attestations
from disclosures.domain.errors import MoveNotAllowed
from disclosures.models import Attestation, clock
from disclosures.policies import registers
from disclosures.queries import attested

ROWS = 30
LONGEST = 4000


class Word(forms.Form):
    """What was deleted, and that nothing is left."""

    words = forms.CharField(
        label=gettext_lazy("What did you delete, and how?"),
        help_text=gettext_lazy("For example: the address in our delivery system and in its backup, on 3 March."),
        max_length=LONGEST,
        widget=forms.Textarea,
        error_messages={"required": gettext_lazy("Say what you deleted, and how")},
    )
    nothing_left = forms.BooleanField(
        label=gettext_lazy("We keep no copy: not in files, mails, backups, nor with anybody we gave it to"),
        error_messages={"required": gettext_lazy("Confirm that no copy is left, or delete it first")},
    )


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """What is owed, the most urgent first, then what was given."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    rows = attested.owed_by(by).order_by(F("attested_at").desc(nulls_first=True), "due_at", "pk")
    shown = Paginator(rows, ROWS).get_page(request.GET.get("page"))
    words = {
        "title": _("Deletion to attest"),
        "shown": shown,
        "rows": [{"owed": row, "state": attested.state_of(row, at=at)} for row in shown],
    }
    return render(request, "partners/attestations.html", words)


@require_http_methods(["GET", "HEAD", "POST"])
def attest(request: HttpRequest, reference: str) -> HttpResponse:
    """What one attestation is about; and the form, while it is owed."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)
    found = registers.only(attested.owed_by(by), reference=reference)
    form = Word(request.POST if request.method == "POST" else None)
    if request.method == "POST":
        policies.require_attester(by=by, attestation=found)
        if form.is_valid():
            return _attested(request, found, form.cleaned_data["words"])
    words = {
        "title": _("Attest deletion"),
        "found": found,
        "state": attested.state_of(found, at=at),
        "releases": found.releases.all(),
        "form": form,
    }
    return render(request, "partners/attestation.html", words)


def _attested(request: HttpRequest, found: Attestation, words: str) -> HttpResponse:
    assert isinstance(request.user, User)
    try:
        attestations.attest(attestation=found, words=words, by=request.user, at=clock.now())
    except MoveNotAllowed:
        messages.info(request, _("This was attested already. Nothing was changed."))
    else:
        messages.success(request, _("You attested that it is deleted. Thank you."))
    return HttpResponseRedirect(reverse("attestation", args=[found.reference]))
