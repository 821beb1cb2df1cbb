"""Who of the legal staff has how much to do, in numbers, for those who share the work out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.models import clock
from disclosures.queries import desk_lists
from paletten.shell.words import ROLES


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Everybody with their counts; no case is named here."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    by, at = request.user, clock.now()
    unassigned, late = desk_lists.nobodys(by, at=at)
    context = {
        "title": _("Team load"),
        "rows": [{"load": load, "roles": [ROLES[role] for role in load.roles]} for load in desk_lists.loads(by, at=at)],
        "unassigned": unassigned,
        "late": late,
    }
    return render(request, "staff/team.html", context)
