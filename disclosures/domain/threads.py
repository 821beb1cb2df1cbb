"""Whom a message is for, and how a message through the desk ends (P3f, "relay first")."""

from __future__ import annotations

from enum import StrEnum

MOST_RELAYS = 3
"""So often a counterparty is written to in one case."""


class Thread(StrEnum):
    """Between the desk and one side; neither side reads the other's."""

    REQUESTER = "requester"
    SUBJECT = "subject"


class RelayEnd(StrEnum):
    """What became of a message through the desk."""

    HELPED = "helped"
    DID_NOT_HELP = "did_not_help"
    NO_ANSWER = "no_answer"
    TAKEN_AS_HELPED = "taken_as_helped"  # answered, and who asked never said that it did not help
    CASE_OVER = "case_over"


SETTLES = frozenset({RelayEnd.HELPED, RelayEnd.TAKEN_AS_HELPED})
"""The case ends with it, and nothing is disclosed."""
