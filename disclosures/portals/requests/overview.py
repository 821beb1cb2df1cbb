"""Your requests, the newest first: where each is, in the six words of outsiders."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.domain.moves import Status
from disclosures.domain.roles import Role
from disclosures.models import Case, clock
from disclosures.policies import visibility
from disclosures.portals.requests import found, words
from disclosures.queries import standing
from paletten.shell.outcome_words import OUTCOMES

ROWS = 30
MOST_PAGES = 1000


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """One page of them; a number that is no page shows the first."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    page = _page(request.GET.get("page", ""))
    asked = visibility.cases_asked_by(by, at=at).select_related("filed_by", "recipient_user", "recipient_organisation")
    shown = list(asked.order_by("-pk")[(page - 1) * ROWS : page * ROWS + 1])
    context = {
        "title": _("Your requests"),
        "awaits_call": Role.AUTHORITY in by.roles and not by.is_verified(at=at),
        "rows": [row(case, by=by, at=at) for case in shown[:ROWS]],
        "before": page - 1,
        "following": page + 1 if len(shown) > ROWS else 0,
    }
    return render(request, "requests/overview.html", context)


def _page(said: str) -> int:
    is_number = said.isascii() and said.isdigit() and len(said) <= len(str(MOST_PAGES))
    return min(max(int(said), 1), MOST_PAGES) if is_number else 1


def row(case: Case, *, by: User, at: datetime) -> dict[str, Any]:
    """What a list says of a request, without another query."""
    word = standing.word_for(case, standing=found.standing_of(case, by=by), at=at)
    return {
        "case": case,
        "clause": _(case.rules.title),
        "recipient": case.recipient_name or (case.recipient.name if case.recipient else ""),
        "word": words.WORDS[word],
        "colour": words.COLOURS[word],
        "is_draft": case.status == Status.DRAFT,
        "outcome": OUTCOMES.get(case.outcome, case.outcome),
        "date": case.submitted_at or case.created_at,
    }
