"""What is ready for who is signed in, and what has ended."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.models import Release, clock
from disclosures.models.release import ReleaseQuerySet
from disclosures.policies import visibility
from disclosures.queries import ends, purposes

ROWS = 30
MOST_ENDED = 30
"""Ended ones that are shown, the newest; the API has them all."""


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Open ones first, the newest in front; nothing of their content."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    received = visibility.releases_received_by(by, at=at)
    lasting = received.lasting(at=at)
    shown = Paginator(_in_order(lasting), ROWS).get_page(request.GET.get("page"))
    words = {
        "title": _("Ready for you"),
        "shown": shown,
        "ready": [_row(release) for release in shown],
        "ended": [_row(release) for release in _in_order(received.exclude(pk__in=lasting.values("pk")))[:MOST_ENDED]],
    }
    return render(request, "recipients/overview.html", words)


def _in_order(releases: ReleaseQuerySet) -> ReleaseQuerySet:
    return releases.select_related("case", "grant").order_by("-released_at", "pk")


def _row(release: Release) -> dict[str, Any]:
    return {
        "release": release,
        "case": release.case,
        "purpose": purposes.words(release.case),
        "ended_at": release.ended_at or release.grant.until,
        "ends": ends.words(release),
    }
