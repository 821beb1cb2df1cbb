"""One case about the member: why, who signed by role, what left and what did not, each opening, what they were told."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures.models import Objection
from disclosures.portals.members import found, words
from disclosures.portals.members.found import ACTS, Found
from disclosures.portals.members.overview import row
from disclosures.queries import about_member, ends, purposes
from disclosures.queries.disclosures import Disclosure
from paletten.shell.words import said


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """Items, never values; roles, never names."""
    about = found.of(request, reference)
    case = about.case
    context = {
        "title": _("Your data and %(recipient)s") % {"recipient": words.recipient(case)},
        "case": case,
        "recipient": words.recipient(case),
        "asker": words.asker(case),
        "clause": words.clause(case),
        "summary": said(case.rules.summary),
        "purpose": purposes.words(case) if _tells_purpose(about) else "",
        "ground": words.ground(case),
        "reasons": words.reasons(case),
        "asked": words.asked(case.asked_rows),
        "acts": [(verb, reverse(ACTS[verb], args=[case.reference])) for verb in about.verbs],
        "releases": [_release(one, at=about.at) for one in about_member.releases_of(case, by=about.by, at=about.at)],
        "state": words.OVER.get(case.status, _("Being decided")),
        "objections": [(one, _result(one)) for one in about_member.objections(case, by=about.by)],
        "told": [(one, words.notice(one.kind)) for one in about_member.told(case, by=about.by, at=about.at)],
    }
    return render(request, "members/case.html", context)


def _tells_purpose(about: Found) -> bool:
    """Where the member is asked by purpose, or the clause lists the purposes; elsewhere it is the asker's own words."""
    return about.case.rules.subject_may_answer or bool(about.case.rules.purposes)


def _release(one: Disclosure, *, at: datetime) -> dict[str, Any]:
    return {
        **row(one, at=at),
        "withheld": [(words.item(kept["item"]), words.REASONS.get(kept["reason"], "")) for kept in one.withheld],
        "cut": [(words.left(left), words.REASONS.get(left["reason"], "")) for left in one.released if left["reason"]],
        "signed": [(words.step(yes.step), words.role(yes.role), yes.at) for yes in about_member.signed(one.release)],
        "openings": about_member.openings(one.release),
        "ends": ends.words(one.release),
    }


def _result(objection: Objection) -> str:
    if objection.decided_at is None:
        return _("Being decided. Nothing leaves before.")
    if objection.upheld:
        return _("Upheld: you were right, and nothing leaves.")
    return _("Overruled: the release goes on.")
