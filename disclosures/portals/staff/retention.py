"""How long what is kept, which cases have had their time, and what keeps others; signing is the API's."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.domain.moves import Status
from disclosures.models import Destruction, clock
from disclosures.policies import registers
from disclosures.queries import due_for_destruction, lists_for_destruction

LISTS, HOLDS = 20, 100
"""How many are shown; the API has all."""
ENDED = {
    Status.CLOSED: gettext_lazy("Released, and its access has ended"),
    Status.REFUSED: gettext_lazy("Refused"),
    Status.WITHDRAWN: gettext_lazy("Withdrawn"),
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The schedule with its figures, the lists, and the legal holds that stand."""
    by = request.user
    assert isinstance(by, User)
    schedule = due_for_destruction.schedule(by=by, at=clock.now())
    holds = registers.legal_holds_visible_to(by).filter(lifted_at__isnull=True).select_related("case", "placed_by")
    words: dict[str, Any] = {
        "title": _("What is kept, and how long"),
        "schedule": [{"ended": ENDED[line.status], "line": line} for line in schedule],
        "lists": _lists(by)[:LISTS],
        "holds": holds.order_by("-pk")[:HOLDS],
    }
    return render(request, "staff/retention.html", words)


def _lists(by: User) -> QuerySet[Destruction]:
    lists = registers.destructions_visible_to(by).order_by("-proposed_at")
    return lists.prefetch_related("signatures__by", lists_for_destruction.cases_shown_to(by))
