"""What a filing must or may say beyond the common fields: per basis, as data (FORMAT "particulars")."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Reference(StrEnum):
    """A record of the desk that a filing can stand on; whoever has no part in it is told that there is none."""

    ENGAGEMENT = "engagement"
    FINDING = "finding"
    COMPLAINT = "complaint"
    TRANSACTION = "transaction"
    PRESERVATION = "preservation"


class Shape(StrEnum):
    """How the value of a particular is written."""

    TEXT = "text"
    CHOICE = "choice"
    FLAG = "flag"
    INSTANT = "instant"
    DURATION = "duration"
    ORGANISATION = "organisation"
    REFERENCE = "reference"
    INSTRUMENT = "instrument"
    EMERGENCY = "emergency"
    SENTENCES = "sentences"


@dataclass(frozen=True, slots=True)
class Particular:
    """One field: its name, how it is written, whether a filing without it is incomplete, and why it is asked."""

    name: str
    shape: Shape
    why: str
    required: bool = True
    choices: tuple[str, ...] = ()


class InstrumentKind(StrEnum):
    """The paper behind a legal request, weakest first."""

    LETTER = "letter"
    ADMINISTRATIVE_ORDER = "administrative_order"
    COURT_ORDER = "court_order"
    WARRANT = "warrant"


STAFF_ONLY = frozenset({"called_back", "approval_number", "transfer_ground"})
"""Entered by staff in triage, never taken from a filing."""
