"""Who opened my record: what people of the desk did with it, by role and time, and the file of everything."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures.models import clock
from disclosures.portals.members import asker, words
from disclosures.queries import about_member

ROWS = 50


@require_safe
def who_opened(request: HttpRequest) -> HttpResponse:
    """The newest first; what a hold hides appears when it ends, in its place."""
    by, at = asker.of(request), clock.now()
    shown = Paginator(about_member.staff_acts(by, at=at), ROWS).get_page(request.GET.get("page"))
    context = {"title": _("Who opened my record"), "shown": shown, "rows": [_row(act) for act in shown]}
    return render(request, "members/watched.html", context)


def _row(act: about_member.StaffAct) -> dict[str, Any]:
    return {"act": act, "role": words.role(act.role), "says": words.STAFF_ACTS[act.event]}
