"""Who may do what, as the tables that decide it say at this moment; of all, or of one role."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures.domain.roles import Role
from disclosures.policies import page
from paletten.shell.words import ROLES


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every table, one below the other; the words are those of the code, in one language."""
    asked = request.GET.get("role", "")
    role = Role(asked) if asked in [*Role] else None
    words = {
        "title": _("Who may do what"),
        "sections": page.sections(role=role),
        "roles": [(one.value, ROLES[one]) for one in Role if one in ROLES],
        "role": role,
        "called": ROLES[role] if role else "",
    }
    return render(request, "staff/permissions.html", words)
