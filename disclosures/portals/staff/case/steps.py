"""The one next step of a case for who reads it, what else they can do, and why not where they can't."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from disclosures.domain.facts import Fact
from disclosures.domain.moves import Status
from disclosures.portals.staff import words
from disclosures.portals.staff.case.acts import ACTS
from disclosures.portals.staff.case.found import Found
from disclosures.queries import facts
from paletten.shell.words import ROLES

NEXT = (
    "sign", "accept", "uphold-objection", "overrule-objection", "retry", "review-emergency", "accept-instrument",
    "review-drawn",
)  # fmt: skip
"""What moves a case on, in the order in which it is offered."""
ACCEPTING, CHECKING = "accept", "check"
"""While a fact is missing the first would be refused: the second comes before it."""
AFTER_RELEASE = frozenset(
    {
        "review-emergency", "accept-instrument", "refuse-instrument", "give-up-instrument", "review-drawn", "retry",
        "revoke", "incident",
    }
)  # fmt: skip
ON_THE_TABLE = frozenset({"narrow", CHECKING})
"""Offered where they are done: beside the table of what leaves, and beside the facts."""
BARS: Mapping[str, Promise] = {
    "same_person": gettext_lazy(
        "You cannot sign this step: you filed the case, are a party to it, changed its scope, or signed in it already. "
        "Somebody else must."
    ),
    "not_permitted": gettext_lazy("Your role does not sign this step."),
}
WAITS: Mapping[str, Promise] = {
    Status.TRIAGE: gettext_lazy("Somebody of the legal staff checks whether the case can be taken on."),
    Status.WAITING_FOR_SUBJECT: gettext_lazy("The member is asked. Without an answer the case ends as not consented."),
    Status.RETURNED: gettext_lazy("Who asked has to file it again. Until then our clock stands still."),
    Status.NOTICE: gettext_lazy(
        "The member was told and may object until the time below. Then it is released by itself."
    ),
    Status.APPROVED: gettext_lazy("All signatures are there. The release is made in the background."),
    Status.RELEASED: gettext_lazy("The recipient has access. The case closes by itself when the access ends."),
    Status.RELEASE_FAILED: gettext_lazy("The release failed. It can be tried again, or the case refused."),
    Status.CLOSED: gettext_lazy("Nothing is left to do: the access has ended and its key is destroyed."),
    Status.REFUSED: gettext_lazy("Nothing is left to do, unless who asked appeals."),
    Status.WITHDRAWN: gettext_lazy("Nothing is left to do: the request was taken back or lapsed."),
}


def offered(about: Found) -> list[str]:
    """The acts that have a page and that this person can do now, in the order of the table."""
    verbs = set(about.verbs)
    return [name for name, act in ACTS.items() if act.verb in verbs and act.is_there(about)]


def next_step(about: Found) -> dict[str, Any]:
    """What to do now; where there is nothing for this person, what the case waits for."""
    can = offered(about)
    name = next((step for step in NEXT if step in can), None)
    due, missing = about.due_step, _missing(about)
    if missing and name == ACCEPTING:
        name = CHECKING if CHECKING in can else None
    sentence: Any = WAITS.get(about.case.status, "")
    if about.case.status == Status.NOTICE and about.case.objections.undecided().exists():
        sentence = _("The member objects. Nothing is released until somebody who signed nothing here has decided it.")
    if about.case.status == Status.REVIEW and due is not None:
        sentence = _("It waits for a signature: %(step)s, by %(roles)s.") % {
            "step": words.STEPS[due.step],
            "roles": " / ".join(str(ROLES[role]) for role in due.signed_by),
        }
    return {
        "act": _offer(about, name) if name else None,
        "sentence": sentence,
        "because": BARS.get(due.because, "") if due and not due.by_you else missing,
    }


def _missing(about: Found) -> str:
    """Which facts keep the case from being taken on; for a missing consent the member is asked, so it does not."""
    if about.case.status != Status.TRIAGE:
        return ""
    answers = facts.answers(about.case, circumstances=about.seen.circumstances, at=about.at)
    missing = [str(words.FACTS[fact]) for fact, met in answers.items() if not met and fact != Fact.LIVE_CONSENT]
    return (
        _("Before it can be taken on, this is missing: %(facts)s.") % {"facts": "; ".join(missing)} if missing else ""
    )


def others(about: Found) -> list[dict[str, Any]]:
    """Everything else that this person can do."""
    shown = next_step(about)["act"]
    first = shown["name"] if shown else None
    return [_offer(about, name) for name in offered(about) if name != first and name not in ON_THE_TABLE]


def after_release(about: Found) -> list[dict[str, Any]]:
    """What can be done about a release."""
    return [_offer(about, name) for name in offered(about) if name in AFTER_RELEASE]


def _offer(about: Found, name: str) -> dict[str, Any]:
    act = ACTS[name]
    return {
        "name": name,
        "label": act.label,
        "href": reverse("case-act", args=[about.case.reference, name]),
        "kind": "warning" if act.warns else "",
    }
