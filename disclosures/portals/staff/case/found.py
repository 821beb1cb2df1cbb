"""The case that an address names, for who reads it at the desk, and what every page of it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from disclosures.actions import lookings
from disclosures.domain import references
from disclosures.domain.moves import Status
from disclosures.domain.route import route
from disclosures.models import Case, clock
from disclosures.policies import visibility
from disclosures.portals.staff import due, words
from disclosures.queries import answering, possible, situations, sought
from disclosures.queries.possible import Due
from disclosures.queries.situations import Picture
from paletten.shell.words import said

DECIDED = frozenset({Status.RELEASED, Status.CLOSED, Status.REFUSED, Status.WITHDRAWN})
NO_CASE = "XX-0000-0000"
"""No case has this reference: what cannot be one is looked for all the same."""
TABS: dict[str, Promise] = {
    "case": gettext_lazy("Overview"),
    "case-facts": gettext_lazy("Facts"),
    "case-scope": gettext_lazy("What leaves"),
    "case-preview": gettext_lazy("Preview"),
    "case-evidence": gettext_lazy("Evidence"),
    "case-messages": gettext_lazy("Messages"),
    "case-notes": gettext_lazy("Notes"),
    "case-signatures": gettext_lazy("Signatures"),
    "case-release": gettext_lazy("Release"),
    "case-notices": gettext_lazy("Notices"),
    "case-history": gettext_lazy("History"),
}


@dataclass(frozen=True)
class Found:
    """A case, who reads it and when."""

    case: Case
    by: User
    at: datetime

    @cached_property
    def seen(self) -> Picture:
        """The case as the rules see it now."""
        return situations.picture(self.case, at=self.at)

    @cached_property
    def due_step(self) -> Due | None:
        """The signature that it waits for."""
        return possible.due_step(self.seen, by=self.by, at=self.at)

    @cached_property
    def verbs(self) -> tuple[str, ...]:
        """What this person can do to it now."""
        signs = ("sign",) if self.due_step and self.due_step.by_you else ()
        return (*signs, *possible.possible(self.case, by=self.by, at=self.at))

    @property
    def route(self) -> tuple[str, ...]:
        """The signatures needed; of a case that is over, those that were."""
        if self.case.status in DECIDED:
            return tuple(self.case.route)
        return route(self.case.rules.steps, circumstances=self.seen.circumstances)


def of(request: HttpRequest, reference: str) -> Found:
    """``NotFound`` for who may not read it at the desk, and for what there is not; that it was read is noted first."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    proper = references.normalise(reference[:40])
    known = proper if references.is_valid(proper) else NO_CASE
    about = Found(visibility.case_at_desk(request.user, reference=known), request.user, clock.now())
    if not sought.is_noted(about.case, by=about.by, at=about.at):
        lookings.note_reading(case=about.case, by=about.by, at=about.at)
    return about


def show(request: HttpRequest, about: Found, *, tab: str, **more: Any) -> HttpResponse:
    """One page of the case, with the identity bar and the tabs that all of them have."""
    case = about.case
    context = {
        "title": f"{case.reference} – {TABS[tab]}",
        "heading": TABS[tab],
        "case": case,
        "clause": _(case.rules.title),
        "status": words.status(case.status),
        "colour": words.COLOURS.get(case.status, "grey"),
        "outcome": words.outcome(case.outcome) if case.outcome else "",
        "recipient": case.recipient_name or (case.recipient.name if case.recipient else ""),
        "due": due.of_case(case, at=about.at),
        "tabs": list(_tabs(case, tab)),
        **more,
    }
    return render(request, f"staff/case/{tab.removeprefix('case-').removeprefix('case') or 'overview'}.html", context)


def _tabs(case: Case, current: str) -> Iterator[dict[str, Any]]:
    for name, label in TABS.items():
        yield {"label": label, "href": reverse(name, args=[case.reference]), "is_current": name == current}


def deadline_lines(case: Case) -> list[dict[str, Any]]:
    """How the end of our time was worked out, line by line."""
    return [{"at": line.at, "text": said(line.text)} for line in answering.deadline(case).explain()]
