"""Asking for the code and typing it: both are presses of a button, so that no scanner of mails spends one."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.sign_in.gate import answers_suspended, opens
from disclosures.actions import opening_codes
from disclosures.actions.opening_codes import Answer
from disclosures.portals.recipients import found, show


@answers_suspended
@require_POST
def send(request: HttpRequest, reference: str) -> HttpResponse:
    """Promises a code by mail; one asked for before is void."""
    about = found.of(request, reference)
    opening_codes.ask(release=about.release, by=about.by, at=about.at)
    return about.to_page()


@opens
@answers_suspended
@require_POST
def type_in(request: HttpRequest, reference: str) -> HttpResponse:
    """Spends the code, and leads to what it opened."""
    about = found.of(request, reference)
    form = show.CodeForm(request.POST)
    if not form.is_valid():
        return show.locked(request, about, form)
    answer = opening_codes.spend(
        release=about.release,
        by=about.by,
        at=about.at,
        typed=form.cleaned_data["code"],
        session_key=about.session_key,
    )
    if answer is Answer.SPENT or about.is_unlocked:  # in another tab of this browser a moment ago
        return about.to_page()
    form.add_error("code", _wrong() if answer is Answer.WRONG else _over())
    return show.locked(request, about, form)


def _wrong() -> str:
    return _("This is not the code in our newest mail. Check it and type it again")


def _over() -> str:
    return _("This code does not count any more. Ask for a new one")
