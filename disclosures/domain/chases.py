"""When people are told again of what they owe after an emergency's release, counted from it (P3c, decision 0051)."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum


class Chased(StrEnum):
    """What is owed."""

    REVIEW = "review"
    INSTRUMENT = "instrument"


CHASES = {
    Chased.REVIEW: tuple(timedelta(hours=hours) for hours in (0, 12, 24, 48, 72, 96, 120)),
    Chased.INSTRUMENT: tuple(timedelta(days=days) for days in (3, 5, 10, 15, 20, 25, 30)),
}
"""At each of these times, unless it is there by then. From the time when it is due on it is late, and says so."""
