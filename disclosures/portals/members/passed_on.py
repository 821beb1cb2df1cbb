"""A message that the other side of a transaction sent through the desk: read here, and answered in time (P3f)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from disclosures.actions import relays
from disclosures.domain.errors import MoveNotAllowed, NotFound
from disclosures.models import clock
from disclosures.portals.members import asker, found
from disclosures.queries import correspondence

LONGEST = 2000


class Answer(forms.Form):
    """What goes back."""

    text = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("The other side reads it as you write it. Your name and address are not passed on."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6}),
        error_messages={"required": gettext_lazy("Write your answer")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: HttpRequest, reference: str) -> HttpResponse:
    """The newest message of this case, and the form while it may be answered."""
    by, at = asker.of(request), clock.now()
    relay = correspondence.passed_on_to(by, reference=reference, at=at).last()
    if relay is None:
        raise NotFound
    waits = correspondence.waiting_for(by, at=at).filter(pk=relay.pk).exists()
    form = Answer(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (not waits or form.is_valid()):
        try:
            relays.answer(relay=relay, text=form.data.get("text", ""), by=by, at=at)
        except MoveNotAllowed:
            messages.info(request, found.nothing_changed())
        else:
            messages.success(request, _("Your answer is passed on."))
        return HttpResponseRedirect(reverse("passed-on", args=[reference]))
    context = {"title": _("A message from the other side"), "relay": relay, "form": form if waits else None}
    return render(request, "members/passed_on.html", context)
