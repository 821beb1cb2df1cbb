"""What is ready for who is signed in, and what has ended."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.models import Release, clock
from disclosures.policies import visibility
from disclosures.portals.recipients import ends

MOST_ENDED = 50
"""Ended ones that are shown, the newest; the API has them all."""


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Open ones first; nothing of their content."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    received = visibility.releases_received_by(by, at=at).select_related("case", "grant").order_by("-released_at")
    mine = [_row(release, at=at) for release in received]
    words = {
        "title": _("Ready for you"),
        "ready": [row for row in mine if row["is_open"]],
        "ended": [row for row in mine if not row["is_open"]][:MOST_ENDED],
    }
    return render(request, "recipients/overview.html", words)


def _row(release: Release, *, at: datetime) -> dict[str, Any]:
    is_open = release.status == Release.Status.AVAILABLE and release.grant.is_open(at=at)
    return {
        "release": release,
        "case": release.case,
        "is_open": is_open,
        "ended_at": release.ended_at or release.grant.until,
        "ends": ends.words(release),
    }
