"""What the desk's codes are called where a member reads of themselves: you, not the person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from disclosures.actions.mailing import SUBJECT_LINES
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.events import Event
from disclosures.domain.extents import Detail
from disclosures.domain.instants import parse_or_none
from disclosures.domain.moves import Status
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.reasons import Reason
from disclosures.models import AskedItem, Case, Notice, Release
from disclosures.portals.staff.words import GROUNDS, STEPS
from disclosures.queries import telling
from paletten.shell.item_words import DETAILS, ITEMS
from paletten.shell.item_words import REASONS as SAID_TO_RECIPIENTS
from paletten.shell.words import ROLES, said

REASONS: Mapping[Reason, Promise] = {
    **SAID_TO_RECIPIENTS,
    Reason.NOT_CONSENTED: _("you did not consent to it"),
    Reason.NOT_OPTED_IN: _("you did not choose to pass it on"),
    Reason.NARROWED_BY_SUBJECT: _("you limited it"),
}
STATES: Mapping[str, tuple[Promise, str]] = {
    Release.Status.AVAILABLE: (_("Can be opened"), "green"),
    Release.Status.EXPIRED: (_("Ended"), "grey"),
    Release.Status.REVOKED: (_("Ended early"), "grey"),
    Release.Status.SHREDDED: (_("Ended, and its key destroyed"), "grey"),
}
"""Each with the colour of its tag."""
OVER: Mapping[str, Promise] = {
    Status.REFUSED: _("Refused: nothing left"),
    Status.WITHDRAWN: _("Withdrawn: nothing left"),
}
STAFF_ACTS: Mapping[str, Promise] = {
    Event.CASE_OPENED: _("Opened the request"),
    Event.CASE_TAKEN: _("Took the request as their work"),
    Event.CASE_HANDED_OVER: _("Gave the request to a colleague as their work"),
    Event.PARTICULARS_CHECKED: _("Entered what they had checked"),
    Event.CALLED_BACK: _("Called the agency back"),
    Event.CASE_ACCEPTED: _("Accepted the request for review"),
    Event.CASE_RETURNED: _("Returned the request for more"),
    Event.CASE_REFUSED: _("Refused the request"),
    Event.NARROWED: _("Let less of your data leave"),
    Event.STEP_SIGNED: _("Read what would leave, and signed"),
    Event.EVIDENCE_READ: _("Read a file of the request"),
    Event.RECORDS_READ: _("Read your record"),
    Event.RECORDS_SOUGHT: _("Searched for requests about you"),
    Event.HOLD_SET: _("Entered a paper that forbade telling you"),
    Event.HOLD_ENDED: _("Ended what forbade telling you"),
    Event.OBJECTION_UPHELD: _("Upheld your objection"),
    Event.OBJECTION_OVERRULED: _("Overruled your objection"),
    Event.EMERGENCY_REVIEWED: _("Reviewed the release made in an emergency"),
    Event.DRAWN_REVIEW_DONE: _("Reviewed a release drawn by lot"),
    Event.RELEASE_REVOKED: _("Ended the access"),
    Event.INCIDENT_REPORTED: _("Reported that it reached the wrong recipient"),
}
TOLD: Mapping[str, Promise] = {
    "kind": _("Kind"),
    "recipient_kind": _("Kind of recipient"),
    "number": _("Number of the paper"),
    "issued_at": _("Issued"),
    "statute": _("Statute"),
    "items": _("Items it names"),
    "period": _("Period"),
    "rule": _("Rule broken"),
    "acted_from": _("From"),
    "acted_to": _("To"),
    "decided_at": _("Decided"),
    "reference": _("Finding"),
}
TIMES = frozenset({"issued_at", "period", "acted_from", "acted_to", "decided_at"})
KINDS: Mapping[str, Promise] = {
    InstrumentKind.LETTER: _("A letter"),
    InstrumentKind.ADMINISTRATIVE_ORDER: _("An administrative order"),
    InstrumentKind.COURT_ORDER: _("A court order"),
    InstrumentKind.WARRANT: _("A warrant"),
    "danger": _("Danger to life, health or property"),
    "merger": _("A merger"),
    "succession": _("A succession"),
    "next_of_kin": _("Next of kin of a dead member"),
    "insurer": _("An insurer"),
    "auditor": _("An auditor"),
    "adviser": _("An adviser"),
    "child_protection": _("A report for the protection of a child"),
    "public_health": _("An order of public health"),
    "regulator": _("A regulator"),
    "court": _("A court"),
    "payment_partner": _("A payment partner"),
    "insurance_partner": _("An insurance partner"),
    "injured_party": _("Somebody injured by it"),
}


def recipient(case: Case) -> str:
    """Who received, or would; a person as the filing names them."""
    party = case.recipient
    if isinstance(party, Organisation):
        return str(party.name)
    return str(case.recipient_name or (party.name if party else ""))


def asker(case: Case) -> str:
    """Who asked: an organisation, where they asked for one."""
    return str((case.requester_organisation or case.filed_by).name)


def clause(case: Case) -> str:
    """The clause in plain words."""
    return str(said(case.rules.title))


def item(key: str) -> str:
    """One kind of data."""
    return str(ITEMS[ItemKey(key)])


def left(row: Mapping[str, Any]) -> str:
    """One kind of data and, where that is not all, how much of it."""
    name = item(row["item"])
    return name if row["detail"] == Detail.FULL.word else f"{name}, {DETAILS[Detail.of(row['detail'])]}"


def asked(rows: Iterable[AskedItem]) -> list[str]:
    """What was asked for, in the order of the catalogue."""
    order = {key.value: place for place, key in enumerate(ItemKey)}
    in_order = sorted(rows, key=lambda row: order[row.item])
    return [left({"item": row.item, "detail": row.detail}) for row in in_order]


def ground(case: Case) -> str:
    """The legal ground with its article."""
    named = str(GROUNDS[case.legal_ground]) if case.legal_ground else ""
    return ", ".join(part for part in (named, case.legal_article) if part)


def step(code: str) -> str:
    """What was signed."""
    return str(STEPS[code])


def role(code: str) -> str:
    """Who signed, by role and never by name."""
    return next((str(words) for known, words in ROLES.items() if known == code), "")


def notice(kind: str) -> str:
    """What one notice said."""
    return _now(SUBJECT_LINES[Notice.Kind(kind)])


def reasons(case: Case) -> list[tuple[str, str]]:
    """On what it stands: the part of the paper that concerns the member, the finding."""
    return list(_told(telling.reasons(case)))


def _told(given: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for name, value in given.items():
        if name in {"instrument", "finding"}:
            yield from _told(value)
        elif name in TOLD and value:
            yield str(TOLD[name]), _plain(value, is_time=name in TIMES)


def _plain(value: Any, *, is_time: bool) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(_plain(part, is_time=is_time) for part in value if part)
    words = str(value)
    if is_time and (at := parse_or_none(words)):
        return date_format(localtime(at), r"Y-m-d H:i \U\T\CO")
    if words in {*ItemKey}:
        return item(words)
    return str(KINDS.get(words, words))
