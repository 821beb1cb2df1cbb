"""Your data and others: what can be opened, what has ended, what waits for an answer; a row opens a page of its own."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from accounts.models import User
from disclosures.models import Case, Complaint, Relay, clock
from disclosures.portals.members import asker, words
from disclosures.portals.members.found import Found
from disclosures.queries import about_member, accusations, correspondence, disclosures
from disclosures.queries.disclosures import Disclosure

ROWS = 30


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The three parts; the newest first."""
    by, at = asker.of(request), clock.now()
    live = disclosures.of(list(disclosures.live(by, at=at)), by=by)
    ended = Paginator(disclosures.ended(by, at=at), ROWS).get_page(request.GET.get("page"))
    waiting = _waiting(by, at=at)
    context = {
        "title": _("Your data and others"),
        "counted": _counted(len(live), ended.paginator.count, len(waiting)),
        "waiting": waiting,
        "live": [row(one, at=at) for one in live],
        "ended": [row(one, at=at) for one in disclosures.of(list(ended), by=by)],
        "shown": ended,
        "others": [_without(case) for case in about_member.without_release(by, at=at)],
        "complaints": [{"complaint": one, "is_open": one.is_open(at=at)} for one in accusations.against(by)],
    }
    return render(request, "members/overview.html", context)


def row(one: Disclosure, *, at: datetime) -> dict[str, Any]:
    """One release as a row: items, never values."""
    case, state = one.release.case, one.state(at=at)
    label, colour = words.STATES[state]
    return {
        "release": one.release,
        "case": case,
        "recipient": words.recipient(case),
        "clause": words.clause(case),
        "items": [words.left(left) for left in one.released],
        "until": one.release.grant.until,
        "ended_at": one.ended_at(at=at),
        "state": label,
        "colour": colour,
    }


def _counted(live: int, ended: int, waiting: int) -> list[str]:
    """The three parts in words."""
    return [
        ngettext("%(n)s access is open now", "%(n)s accesses are open now", live) % {"n": live},
        ngettext("%(n)s has ended", "%(n)s have ended", ended) % {"n": ended},
        ngettext("%(n)s thing waits for you", "%(n)s things wait for you", waiting) % {"n": waiting},
    ]


def _waiting(by: User, *, at: datetime) -> list[dict[str, Any]]:
    """Everything that may be answered, with what is asked and until when."""
    questions = [
        _asked(case, _("You are asked for a consent"), until=case.waiting_until)
        for case in disclosures.waiting_for(by, at=at)
    ]
    windows = [
        _asked(case, _("A disclosure is planned; you may object"), until=case.window_ends_at)
        for case in disclosures.open_to_objection(by, at=at)
        if "object" in Found(case, by, at).verbs
    ]
    written = [_written(relay) for relay in correspondence.waiting_for(by, at=at)]
    return [*questions, *windows, *written, *_accusations(by, at=at)]


def _asked(case: Case, title: str, *, until: datetime | None) -> dict[str, Any]:
    return {
        "title": title,
        "href": reverse("about-me", args=[case.reference]),
        "reference": case.reference,
        "recipient": words.recipient(case),
        "clause": words.clause(case),
        "items": words.asked(case.asked_items.all()),
        "until": until,
    }


def _written(relay: Relay) -> dict[str, Any]:
    """A message of the other side of a transaction."""
    return {
        "title": _("The other side of a transaction wrote to you through the desk"),
        "href": reverse("passed-on", args=[relay.case.reference]),
        "reference": relay.case.reference,
        "items": [],
        "until": relay.until,
    }


def _accusations(by: User, *, at: datetime) -> list[dict[str, Any]]:
    """Complaints that the member has not answered."""
    unanswered = accusations.against(by).filter(closed_at__isnull=True, countered_at__isnull=True)
    return [_accusation(one) for one in unanswered if one.is_open(at=at)]


def _accusation(complaint: Complaint) -> dict[str, Any]:
    return {
        "title": _("A complaint names one of your listings"),
        "href": reverse("accused", args=[complaint.reference]),
        "reference": complaint.reference,
        "items": [],
        "until": None,
    }


def _without(case: Case) -> dict[str, Any]:
    return {
        "case": case,
        "recipient": words.recipient(case),
        "clause": words.clause(case),
        "state": words.OVER.get(case.status, _("Being decided")),
        "is_over": case.status in about_member.OVER,
    }
