"""Whether everything that the basis needs is there and can be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any

import isodate

from disclosures.domain import purposes
from disclosures.domain.errors import FilingIncomplete
from disclosures.domain.instants import parse_or_none
from disclosures.domain.particulars import Particular, Shape
from disclosures.domain.words import Filled, _
from disclosures.models import Case
from disclosures.queries import holding
from disclosures.queries.filing.resolving import Resolved, organisation_named


def require_complete(case: Case, found: Resolved) -> None:
    """Raises ``FilingIncomplete`` naming every field that is missing or cannot be read."""
    missing = tuple(_missing(case, found))
    if missing:
        raise FilingIncomplete(Filled(_("Fill in: %(fields)s."), fields=", ".join(missing)), fields=missing)


def _missing(case: Case, found: Resolved) -> Iterator[str]:
    rules = case.rules
    if not found.subjects and not rules.names_and_period_or_overbroad:
        yield "subjects"
    if not case.recipient_name or (found.recipient_organisation is None and not case.recipient_is_person):
        yield "recipient"
    unknown_purpose = rules.purposes and case.purpose_key not in rules.purposes
    if not case.purpose_key or (unknown_purpose and not purposes.is_forbidden(case.purpose)):
        yield "purpose"
    if not case.asked_rows:
        yield "asks"
    for particular in rules.particulars:
        value = case.particulars.get(particular.name)
        if (particular.required and value in (None, "", {}, [])) or (
            value not in (None, "") and not READERS.get(particular.shape, _any)(particular, value, found)
        ):
            yield particular.name
    for names in rules.one_of:
        if not any(case.particulars.get(name) for name in names):
            yield " or ".join(names)
    yield from _missing_of_hold(case)


def _missing_of_hold(case: Case) -> Iterator[str]:
    """A hold has an end date and a paper (P3g); that of an instrument is asked by a fact, with the instrument."""
    if case.particulars.get("may_tell", True) is not False:
        return
    if not case.particulars.get("hold_until"):
        yield "hold_until"
    elif holding.named(case) is None:
        yield "hold_paper"


def _any(particular: Particular, value: Any, found: Resolved) -> bool:
    return True


def _is_choice(particular: Particular, value: Any, found: Resolved) -> bool:
    return value in particular.choices


def _is_emergency(particular: Particular, value: Any, found: Resolved) -> bool:
    return isinstance(value, dict) and all(str(value.get(name) or "").strip() for name in ("danger", "how_data_help"))


def _is_instrument(particular: Particular, value: Any, found: Resolved) -> bool:
    return isinstance(value, dict)


def _is_registered(particular: Particular, value: Any, found: Resolved) -> bool:
    return organisation_named(value, found.recipient_organisation) is not None


def _is_instant(particular: Particular, value: Any, found: Resolved) -> bool:
    return parse_or_none(value) is not None


def _is_duration(particular: Particular, value: Any, found: Resolved) -> bool:
    try:
        lasts = isodate.parse_duration(str(value))
    except (isodate.ISO8601Error, OverflowError):
        return False
    return isinstance(lasts, timedelta) and lasts > timedelta(0)


READERS: Mapping[Shape, Callable[[Particular, Any, Resolved], bool]] = {
    Shape.CHOICE: _is_choice,
    Shape.EMERGENCY: _is_emergency,
    Shape.INSTRUMENT: _is_instrument,
    Shape.ORGANISATION: _is_registered,
    Shape.INSTANT: _is_instant,
    Shape.DURATION: _is_duration,
}
