"""One thing that waits, in words and with the way to it: for the list of everything, and for the reminders."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.urls import resolve, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from disclosures.domain import references
from disclosures.policies import doors
from disclosures.portals.staff import due, entry_words, failures
from disclosures.queries import waiting
from disclosures.queries.waiting import ACTORS, Wait

FAILED = frozenset({"delayed", "release_failed", "gave_up"})
"""Ways whose code says what background work died of."""
PLACES: Mapping[str, str] = {
    "agency": "register-agencies-one",
    "attestation": "register-attestations-one",
    "complaint": "register-complaints-one",
    "finding": "register-findings-one",
    "incident": "register-incidents-one",
    "joining": "register-joinings-one",
    "misuse_report": "register-misuse-one",
    "preservation": "register-preservations-one",
    "role_grant": "register-roles-one",
}
"""The page of what a reference names."""
LISTS: Mapping[str, str] = {"destruction": "retention", "evidence": "register-quarantine", "job": "health"}
"""Where there is no page of the one thing, the list that holds it."""
NAMELESS: Mapping[str, Promise] = {
    "agency": gettext_lazy("An agency"),
    "job": gettext_lazy("Background work"),
    "joining": gettext_lazy("Joining"),
    "misuse_report": gettext_lazy("Report of misuse"),
    "role_grant": gettext_lazy("A role"),
}
"""What has a number for machines and no reference for people."""


def row(wait: Wait, *, by: User, at: datetime) -> dict[str, Any]:
    """What a line of the list shows; ``href`` is empty where the reader may not open the page."""
    reference = waiting.shown(wait)
    href = _href(wait.way.about, reference)
    door = doors.find(route=resolve(href).route, method="GET") if href else None
    return {
        "wait": wait,
        "called": NAMELESS.get(wait.way.about, reference),
        "href": href if door is None or door.lets_in(by) else "",
        "says": _(wait.way.says),
        "code": _said(wait),
        "who": _(ACTORS[wait.way.who]),
        "left": due.late(wait.due_at, at=at) if wait.is_late else due.in_words(wait.left),
        "is_soon": not wait.is_late and wait.left.working_days <= 1,
    }


def _href(about: str, reference: str) -> str:
    if about == "case":
        return reverse("case", args=[reference]) if references.is_valid(reference) else ""
    if about in PLACES:
        return reverse(PLACES[about], args=[reference])
    return reverse(LISTS[about]) if about in LISTS else ""


def _said(wait: Wait) -> str:
    if not wait.code:
        return ""
    return str(failures.of(wait.code).says) if wait.way.kind in FAILED else entry_words.value(wait.code)
