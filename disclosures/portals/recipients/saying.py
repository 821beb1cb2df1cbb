"""What a recipient says: that they keep to the limits of use, and that they received what was sent."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.sign_in.gate import answers_suspended
from disclosures.actions import grants
from disclosures.portals.recipients import found


@answers_suspended
@require_POST
def accept_limits(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes the promise that the clause asks for before anything opens (P3f)."""
    about = found.of(request, reference)
    if about.is_unlocked:
        grants.accept_limits(release=about.release, by=about.by, at=about.at)
    return about.to_page()


@answers_suspended
@require_POST
def confirm_receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """Takes the confirmation; what was confirmed before stays."""
    about = found.of(request, reference)
    if about.is_unlocked:
        grants.confirm_receipt(release=about.release, by=about.by, at=about.at)
        messages.success(request, _("Your confirmation of receipt is kept."))
    return about.to_page()
