"""What an entry of the ledger holds, in words: the names of its parts, and those of its values that are codes."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from disclosures.actions.mailing import SUBJECT_LINES
from disclosures.bases import REGISTRY
from disclosures.domain.instants import parse_or_none
from disclosures.domain.looking import SEARCH_REASONS
from disclosures.portals.staff import words
from paletten.shell.item_words import DETAILS, ITEMS
from paletten.shell.outcome_words import OUTCOMES
from paletten.shell.words import ROLES

PARTS: Mapping[str, Promise] = {
    "again": _("Sent again as"),
    "attestation": _("Attestation"),
    "basis": _("Clause"),
    "revision": _("Revision of the clause"),
    "hold": _("Hold"),
    "policy_version": _("Version of the privacy policy"),
    "breach": _("Breach"),
    "called_back": _("Number called back"),
    "case": _("Case"),
    "cases": _("Cases"),
    "changed": _("Changed"),
    "code": _("Reason"),
    "colleague": _("Colleague"),
    "count": _("How many"),
    "counts": _("How many of each"),
    "destruction": _("Destruction"),
    "discovered_at": _("Discovered"),
    "drawn": _("Drawn by lot"),
    "due_at": _("Due"),
    "end": _("How it ended"),
    "entered": _("What was entered"),
    "evidence": _("File"),
    "fact": _("Condition"),
    "form": _("Form"),
    "from_desk": _("From the desk"),
    "grant": _("Access"),
    "granted": _("Granted"),
    "hold_until": _("Held until"),
    "incident": _("Incident"),
    "injured": _("Injured party"),
    "item": _("Item"),
    "items": _("Items"),
    "kind": _("Kind"),
    "legal_ground": _("Legal ground"),
    "message": _("Message"),
    "named": _("People named"),
    "note": _("Note"),
    "notice": _("Notice"),
    "number": _("How many"),
    "openings": _("Openings"),
    "reason": _("Reason"),
    "recipient": _("Recipient"),
    "reference": _("Reference"),
    "relay": _("Message passed on"),
    "release": _("Release"),
    "report": _("Report"),
    "result": _("Result"),
    "reviewer": _("Reviewer"),
    "role": _("As"),
    "scope": _("Hash of what would leave"),
    "sha256": _("SHA-256"),
    "size": _("Size in bytes"),
    "snapshot": _("Preserved copy"),
    "state": _("State"),
    "search": _("Search"),
    "status": _("Status"),
    "step": _("Step"),
    "subjects": _("People concerned"),
    "thread": _("Conversation"),
    "to": _("Left over"),
    "transfer_ground": _("Ground of the transfer"),
    "type": _("Type of file"),
    "uncovered": _("Not covered by it"),
    "until": _("Until"),
    "verdict": _("Verdict"),
    "version": _("Version"),
    "went_from": _("From"),
    "went_to": _("To"),
    "position": _("Place in the route"),
    "period": _("Period"),
    "purpose": _("Purpose"),
    "ends": _("Ends"),
    "terms": _("Terms"),
    "asked": _("Asked"),
}
"""What is not named here is shown by its own name."""
CODES: Mapping[str, Any] = ChainMap(
    {key.value: says for key, says in ITEMS.items()},
    {role.value: says for role, says in ROLES.items()},
    {detail.word: says for detail, says in DETAILS.items()},
    *(
        dict(vocabulary)
        for vocabulary in (words.STEPS, words.STATUSES, words.GROUNDS, words.TRANSFER_GROUNDS, words.PAPERS, OUTCOMES)
    ),
    {fact.value: says for fact, says in words.FACTS.items()},
    {kind.value: _(says) for kind, says in SUBJECT_LINES.items()},
    {reason.value: _(says) for reason, says in SEARCH_REASONS.items()},
    {basis.code: _(basis.title) for basis in REGISTRY.in_force},
    dict(words.ENDED),
    {
        "approval_number": _("Approval number of the competent authority"),
        "called_back_at": _("Time of the call"),
        "called_back_by": _("Who called"),
        "called_back_number": _("Number called"),
        "content": _("Shown"),
        "page": _("Shown on a page"),
        "zip": _("ZIP"),
        "csv": _("CSV"),
        "json": _("JSON"),
        "pdf": _("PDF"),
        "transfer_ground": _("Ground of the transfer"),
        "order": _("An order"),
        "statute": _("A statute"),
        "wrong_recipient": _("It reached the wrong recipient"),
        "emergency_refuted": _("There was no emergency"),
        "requester": _("With who asked"),
        "subject": _("With the member"),
    },
)


def part(name: str) -> Promise | str:
    """What a part of an entry is called."""
    return PARTS.get(name, name)


def value(said: Any) -> str:
    """A value in words: of codes what they mean, of instants the desk's time, of anything else itself."""
    if isinstance(said, bool):
        return _now("Yes") if said else _now("No")
    if isinstance(said, list):
        return ", ".join(value(one) for one in said)
    if isinstance(said, dict):
        return ", ".join(f"{part(name)}: {value(one)}" for name, one in said.items())
    words_of = str(said)
    moment = parse_or_none(words_of) if "T" in words_of else None
    return localtime(moment).strftime("%Y-%m-%d %H:%M") if moment else str(CODES.get(words_of, words_of))
