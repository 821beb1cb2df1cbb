"""Who may do what, as the tables that decide it say at this moment."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures.policies import page


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every table, one below the other; the words are those of the code, in one language."""
    words = {"title": _("Who may do what"), "sections": page.sections()}
    return render(request, "staff/permissions.html", words)
