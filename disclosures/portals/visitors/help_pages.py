"""Help for each group, with pictures of the pages; anybody may read it, for most need it before they sign in."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures.portals.visitors.help_texts import GUIDES
from disclosures.portals.visitors.help_texts.guide import Guide


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """For whom there is help."""
    guides = [(name, guide.title, guide.says) for name, guide in GUIDES.items()]
    return render(request, "visitors/help_overview.html", {"title": _("Help"), "guides": guides})


@require_safe
def show(request: HttpRequest, group: str) -> HttpResponse:
    """One group's, in the language of the page."""
    guide = GUIDES.get(group)
    if guide is None:
        raise Http404
    words = {"title": guide.title, "guide": guide, "steps": _steps(group, guide)}
    return render(request, "visitors/help.html", words)


def _steps(group: str, guide: Guide) -> list[dict[str, Any]]:
    return [
        {"step": step, "picture": picture(group, step.picture, get_language() or "en") if step.picture else ""}
        for step in guide.steps
    ]


def picture(group: str, step: str, language: str) -> str:
    """Where the picture of a step lies among the static files; collecting looks the same to whoever collects."""
    owner = "parties" if step in {"code", "limits", "hidden"} else group
    return f"paletten/help/{owner}-{step}-{language}.webp"
