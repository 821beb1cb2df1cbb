"""What a complaint is, before anybody signs in: who can file one, what is needed, whose details go to whom (P3e)."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import RoleGrant, User
from disclosures.actions import roles
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.roles import STAFF, Role
from disclosures.models import clock
from disclosures.models.complaint import SUIT_WINDOW

LONGEST = 4000


class WhyMe(forms.Form):
    """What somebody says who wants to complain without an organisation."""

    reason = forms.CharField(
        label=gettext_lazy("Who are you, and which right is yours?"),
        help_text=gettext_lazy("Two or three sentences. A person of the desk reads it and may ask for a paper."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Say who you are and which right is yours")},
    )


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """The page that everybody can read."""
    held = request.user.roles if isinstance(request.user, User) else frozenset()
    context = {
        "title": _("Complain that a listing infringes your right"),
        "is_complainant": Role.COMPLAINANT in held,
        "is_staff": bool(held & STAFF),
        "days": SUIT_WINDOW.days,
    }
    return render(request, "complainants/start.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def join(request: HttpRequest) -> HttpResponse:
    """Somebody signed in asks to be a complainant; a person of the desk grants it."""
    by = request.user
    assert isinstance(by, User)  # the table of doors lets nobody else in
    if Role.COMPLAINANT in by.roles:
        return HttpResponseRedirect(reverse("complaints"))
    form = WhyMe(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            roles.ask(user=by, role=Role.COMPLAINANT, by=by, at=clock.now(), reason=form.cleaned_data["reason"])
        except MoveNotAllowed:
            messages.info(request, _("You asked already. A mail tells you when the desk has answered."))
        else:
            messages.success(request, _("The desk has your words. When it agrees, you can register your rights here."))
        return HttpResponseRedirect(reverse("complain-join"))
    waits = RoleGrant.objects.undecided().filter(user=by, role=Role.COMPLAINANT).exists()
    context = {"title": _("Ask to be a complainant"), "form": None if waits else form, "waits": waits}
    return render(request, "complainants/join.html", context)
