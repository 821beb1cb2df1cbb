"""Lists with a page of their own: signatures that wait for me, releases, holds, what is owed after emergencies."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.domain.holds import HoldKind
from disclosures.models import Case, EmergencyFollowUp, Release, clock
from disclosures.portals.staff import due, failures, turning, waits, words
from disclosures.portals.staff.queue import row_of
from disclosures.queries import desk_lists, queue, waiting
from disclosures.queries.queue import Wanted
from disclosures.queries.waiting import WAYS, Actor

RELEASES: Mapping[str, Promise] = {
    "live": gettext_lazy("Can be opened"),
    "ended": gettext_lazy("Ended"),
    "failed": gettext_lazy("Failed"),
}
HOLDS: Mapping[str, Promise] = {
    "held": gettext_lazy("Members not told yet"),
    "owed": gettext_lazy("Owed after an emergency"),
    "reminders": gettext_lazy("Other reminders"),
}
OTHERS = frozenset(
    {Actor.MEMBER, Actor.REQUESTER, Actor.RECIPIENT, Actor.COUNTERPARTY, Actor.COMPLAINANT, Actor.PARTNER}
)
"""For whom the desk only waits."""
REMINDED = frozenset(
    way.kind
    for way in WAYS
    if way.who in OTHERS
    or way.kind in {"call_back", "formal_instrument_late", "preservation", "preservation_extension"}
)
"""What is looked after until somebody outside has answered, or until it ends by its clock."""
PAPERS: Mapping[str, Promise] = {
    HoldKind.ORDER: gettext_lazy("An order"),
    HoldKind.STATUTE: gettext_lazy("A statute"),
    HoldKind.EMERGENCY: gettext_lazy("An emergency"),
}
CHANNELS: Mapping[str, Promise] = {
    "engagement": gettext_lazy("By token, or by page and code"),
    "organisation": gettext_lazy("By page, code to the registered address"),
    "person": gettext_lazy("By page, code to their own address"),
}
STATES: Mapping[str, Promise] = {
    Release.Status.AVAILABLE: gettext_lazy("Its time is over"),
    Release.Status.EXPIRED: gettext_lazy("Ended"),
    Release.Status.REVOKED: gettext_lazy("Ended early"),
    Release.Status.SHREDDED: gettext_lazy("Ended, and its key destroyed"),
}


@require_safe
def signatures(request: HttpRequest) -> HttpResponse:
    """Cases at a step that one of my roles signs, and of which nothing bars me; the most pressing first."""
    by, at = _by(request), clock.now()
    waiting = queue.rows(by, Wanted(tab="sign"), at=at).filter(due_at__isnull=False)
    shown = turning.page(waiting, request.GET.get("cursor", ""), by="due_at", newest_first=False)
    rows = [row_of(case, at=at) | {"step": _step(case), "version": case.version} for case in shown.rows]
    return _show(request, "signatures", _("Signatures that wait for me"), rows=rows, following=shown.following)


def _step(case: Any) -> Any:
    return words.STEPS[case.route[case.signed]] if case.signed < len(case.route) else ""


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    """Live, ended or failed, the newest first."""
    by, at = _by(request), clock.now()
    part = _part(request, RELEASES)
    cursor = request.GET.get("cursor", "")
    shown: Any
    if part == "failed":
        shown = turning.page(desk_lists.failed(by), cursor, by="approved_at", newest_first=True)
        rows = [row_of_failed(case) for case in shown.rows]
    else:
        found = desk_lists.live(by, at=at) if part == "live" else desk_lists.ended(by, at=at)
        shown = turning.page(found, cursor, by="released_at", newest_first=True)
        rows = [_release(release, at=at) for release in shown.rows]
    more = {"retries": queue.works(by)}
    return _show(
        request,
        "releases",
        pgettext("what left", "Releases"),
        rows=rows,
        following=shown.following,
        parts=RELEASES,
        part=part,
        more=more,
    )


def row_of_failed(case: Case) -> dict[str, Any]:
    """A case whose release gave up: why, and what helps."""
    taken = getattr(case, "assignment", None)
    return {
        "case": case,
        "recipient": _recipient(case),
        "channel": _channel(case),
        "failure": failures.of(getattr(case, "why", "")),
        "taken_by": taken.to.name if taken else "",
    }


def _channel(case: Case) -> Promise:
    """How the recipient comes by it."""
    if case.engagement_id is not None:
        return CHANNELS["engagement"]
    return CHANNELS["organisation" if case.recipient_organisation_id is not None else "person"]


def _release(release: Release, *, at: datetime) -> dict[str, Any]:
    grant = release.grant
    return {
        "case": release.case,
        "release": release,
        "recipient": _recipient(release.case),
        "channel": _channel(release.case),
        "until": grant.until,
        "left": due.by(grant.until, at=at, is_ours=False).words if grant.until and grant.until > at else "",
        "ended": STATES[release.status],
        "openings": _("%(number)s of %(most)s") % {"number": grant.openings, "most": grant.openings_allowed},
        "received_at": grant.received_at,
    }


@require_safe
def holds(request: HttpRequest) -> HttpResponse:
    """What members are not told yet, by which paper and until when; and what emergencies still owe."""
    by, at = _by(request), clock.now()
    part = _part(request, HOLDS)
    cursor = request.GET.get("cursor", "")
    shown: Any
    if part == "reminders":
        return _reminders(request, by=by, at=at)
    if part == "owed":
        shown = turning.page(desk_lists.follow_ups(by), cursor, by="released_at", newest_first=False)
        rows = [_owed(row, at=at) for row in shown.rows]
    else:
        shown = turning.page(desk_lists.held(by, at=at), cursor, by="hold_until", newest_first=False)
        rows = [_held(case, at=at) for case in shown.rows]
    return _show(
        request, "holds", _("Holds and reminders"), rows=rows, following=shown.following, parts=HOLDS, part=part
    )


def _reminders(request: HttpRequest, *, by: User, at: datetime) -> HttpResponse:
    """Answers, papers and words of others that are due, calls to be made, times that run out; the nearest first."""
    wanted = waiting.Wanted(among=REMINDED, after=waiting.Place.read(request.GET.get("cursor", "")))
    found = waiting.waiting(waiting.Reader(by, at), most=turning.ROWS + 1, wanted=wanted)
    kept = found[: turning.ROWS]
    rows = [waits.row(wait, by=by, at=at) for wait in kept]
    following = kept[-1].place.cursor if len(found) > len(kept) else ""
    return _show(
        request, "holds", _("Holds and reminders"), rows=rows, following=following, parts=HOLDS, part="reminders"
    )


def _held(case: Any, *, at: datetime) -> dict[str, Any]:
    left = due.by(case.hold_until, at=at, is_ours=False)
    return {
        "case": case,
        "kind": PAPERS[case.hold_kind],
        "paper": words.paper(case.hold_paper),
        "left": left.words,
        "notices": case.held_notices,
    }


def _owed(row: EmergencyFollowUp, *, at: datetime) -> dict[str, Any]:
    review = due.by(row.review_due_at, at=at) if row.reviewed_at is None else None
    paper = due.by(row.instrument_due_at, at=at) if row.instrument_ended_at is None else None
    return {"case": row.release.case, "row": row, "review": review, "paper": paper}


def _recipient(case: Case) -> str:
    return case.recipient_name or (case.recipient.name if case.recipient else "")


def _by(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    return request.user


def _part(request: HttpRequest, parts: Mapping[str, Promise]) -> str:
    asked = request.GET.get("part", "")
    return asked if asked in parts else next(iter(parts))


def _show(
    request: HttpRequest,
    name: str,
    title: str,
    *,
    rows: list[dict[str, Any]],
    following: str,
    parts: Mapping[str, Promise] | None = None,
    part: str = "",
    more: Mapping[str, Any] = MappingProxyType({}),
) -> HttpResponse:
    kept = {"part": part} if part else {}
    context = {
        "title": title,
        "rows": rows,
        "part": part,
        "tabs": [
            {"label": label, "href": f"?{urlencode({'part': key})}", "is_current": key == part}
            for key, label in (parts or {}).items()
        ],
        "following": f"?{urlencode(kept | {'cursor': following})}" if following else "",
        **more,
    }
    return render(request, f"staff/lists/{name}.html", context)
