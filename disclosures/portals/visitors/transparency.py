"""The transparency reports, for anybody (what is counted: `disclosures.domain.transparency`)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_safe

from disclosures.bases import REGISTRY
from disclosures.domain.basis import SAYS
from disclosures.domain.transparency import DeskFigure, Figure, most
from disclosures.models import TransparencyReport
from disclosures.queries import transparency

HEADS: Mapping[Figure, str] = {
    Figure.ASKED: gettext_noop("Requests"),
    Figure.RELEASED_WHOLE: gettext_noop("Released in full"),
    Figure.RELEASED_IN_PART: gettext_noop("Released in part"),
    Figure.REFUSED: gettext_noop("Refused"),
    Figure.MEMBERS: gettext_noop("Members concerned"),
    Figure.ABROAD: gettext_noop("Sent abroad"),
    Figure.OBJECTIONS: gettext_noop("Objections"),
}
DESK: Mapping[DeskFigure, str] = {
    DeskFigure.EMERGENCIES: gettext_noop("Releases in an emergency, without a paper at first"),
    DeskFigure.INCIDENTS: gettext_noop("Releases that reached the wrong recipient"),
    DeskFigure.MISUSES: gettext_noop("Reports of misuse that were upheld"),
}


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Every report, the newest first."""
    words = {
        "title": _("Transparency reports"),
        "heads": [_(HEADS[figure]) for figure in Figure],
        "reports": [_report(report) for report in transparency.published()],
    }
    return render(request, "visitors/transparency.html", words)


def _report(report: TransparencyReport) -> dict[str, Any]:
    year, _half, half = report.half_year.partition("-H")
    of = _("January to June %(year)s") if half == "1" else _("July to December %(year)s")
    bases = report.figures["bases"]
    return {
        "half_year": report.half_year,
        "heading": of % {"year": year},
        "published_at": report.published_at,
        "bases": [
            {
                "clause": basis.clause,
                "words": _(SAYS[basis.code]),
                "figures": [(_(HEADS[figure]), step(bases[basis.code][figure])) for figure in Figure],
            }
            for basis in REGISTRY.in_force
        ],
        "desk": [(_(DESK[figure]), step(report.figures["desk"][figure])) for figure in DeskFigure],
    }


def step(foot: int) -> str:
    """A number's step in words."""
    if foot == 0:
        return _("fewer than %(number)s") % {"number": most(foot) + 1}
    return _("%(least)s to %(most)s") % {"least": foot, "most": most(foot)}
