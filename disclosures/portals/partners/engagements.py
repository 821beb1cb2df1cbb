"""A partner's contracts: what each lets it receive, for what, until when, and what was released under it (P2a, P3b)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.roles import Role
from disclosures.models import Engagement, Release, clock
from disclosures.policies import registers, visibility
from disclosures.portals.partners.tokens import rows_of
from disclosures.portals.staff import due
from disclosures.queries import attested
from paletten.shell.item_words import ITEMS
from paletten.shell.words import ROLES

ROWS = 30


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Those in force first, then those that wait, then what is over; the newest in front."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)  # the table of doors lets nobody else in
    rows = [_row(one, at=at) for one in registers.engagements_visible_to(by).order_by("-pk")]
    words = {"title": _("Your engagements"), "rows": sorted(rows, key=lambda row: PLACES.index(row["state"]))}
    return render(request, "partners/engagements.html", words)


@require_safe
def show(request: HttpRequest, engagement: str) -> HttpResponse:
    """One of them, with its releases and tokens, and what has to be deleted under it."""
    by, at = request.user, clock.now()
    assert isinstance(by, User)
    found = registers.only(registers.engagements_visible_to(by), name=engagement)
    under = visibility.releases_received_by(by, at=at).filter(case__engagement=found)
    releases = under.select_related("case", "grant").order_by("-released_at", "pk")
    shown = Paginator(releases, ROWS).get_page(request.GET.get("page"))
    lasting = set(under.lasting(at=at).values_list("pk", flat=True))
    owed = attested.owed_by(by).filter(engagement=found, attested_at__isnull=True, set_aside_at__isnull=True)
    words = {
        "title": found.name,
        **_row(found, at=at),
        "signatures": [
            {"role": ROLES[Role(one.role)], "at": one.at, "name": one.by.name}
            for one in found.signatures.select_related("by").order_by("pk")
        ],
        "shown": shown,
        "releases": [_release(one, is_live=one.pk in lasting) for one in shown],
        "live": len(lasting),
        "owed": [{"owed": one, "state": attested.state_of(one, at=at)} for one in owed.order_by("due_at", "pk")],
        "tokens": rows_of(by, at=at, bond__engagement=found),
    }
    return render(request, "partners/engagement.html", words)


PLACES = ("active", "proposed", "over")


def _state(engagement: Engagement, *, at: datetime) -> str:
    if engagement.is_active(at=at):
        return "active"
    is_over = engagement.ended_at is not None or (engagement.ends_at is not None and engagement.ends_at <= at)
    return "over" if is_over else "proposed"


def _row(engagement: Engagement, *, at: datetime) -> dict[str, Any]:
    state, ends_at = _state(engagement, at=at), engagement.ended_at or engagement.ends_at
    return {
        "engagement": engagement,
        "state": state,
        "items": [ITEMS[key] for key in ItemKey if key in engagement.items],
        "ends_at": ends_at,
        "left": due.by(ends_at, at=at, is_ours=False).words if state != "over" and ends_at else "",
    }


def _release(release: Release, *, is_live: bool) -> dict[str, Any]:
    return {
        "release": release,
        "case": release.case,
        "is_live": is_live,
        "ends_at": release.ended_at or release.grant.until,
    }
