"""Who of the legal staff has how much to do, in numbers, for those who share the work out."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.domain.roles import Role
from disclosures.models import clock
from disclosures.portals.staff.queue import row_of
from disclosures.queries import desk_lists, handing, queue
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


@require_safe
def one(request: HttpRequest, colleague: int) -> HttpResponse:
    """What one of them works on, to be given to another; and what nobody has taken, to be given to them."""
    assert isinstance(request.user, User)
    by, at = request.user, clock.now()
    found = handing.colleague(colleague)
    context = {
        "title": found.name,
        "colleague": found,
        "roles": [ROLES[role] for role in Role if role in found.roles],
        "work": [row_of(case, at=at) for case in handing.work_of(found, by=by, at=at)],
        "unassigned": [row_of(case, at=at) for case in handing.unassigned(by=by, at=at)],
        "giving": f"?to={found.pk}",
        "gives": queue.works(by),
    }
    return render(request, "staff/team_one.html", context)
