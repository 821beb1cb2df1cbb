"""What can happen to a clock: a deadline is a pure function of a list of these."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class ClockUnit(StrEnum):
    """How a clock counts."""

    HOURS = "hours"
    DAYS = "days"
    """Calendar days, each exactly 24 hours."""
    DESK_DAYS = "desk_days"
    """Calendar days; an end on a day off moves to the same time of the next working day."""


class ClockEventKind(StrEnum):
    """The things that start, hold, lengthen and end a clock."""

    STARTED = "started"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Clock:
    """How long something may take: a number of the unit."""

    length: int
    unit: ClockUnit

    def span(self, number: int) -> timedelta:
        """So many of the clock's unit, as a duration."""
        return timedelta(hours=number) if self.unit is ClockUnit.HOURS else timedelta(days=number)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockEvent:
    """One thing that happened to the clock; `reason` is a phrase, `more` the units an extension adds."""

    kind: ClockEventKind
    at: datetime
    reason: str = ""
    more: int = 0


def started(*, at: datetime) -> ClockEvent:
    """The clock starts, or starts anew."""
    return ClockEvent(kind=ClockEventKind.STARTED, at=at)


def paused(*, at: datetime, reason: str) -> ClockEvent:
    """The clock stands still from this instant; the reason completes "paused … ", as "while returned"."""
    return ClockEvent(kind=ClockEventKind.PAUSED, at=at, reason=reason)


def resumed(*, at: datetime) -> ClockEvent:
    """The clock goes on from this instant."""
    return ClockEvent(kind=ClockEventKind.RESUMED, at=at)


def extended(*, at: datetime, more: int, reason: str) -> ClockEvent:
    """The clock gets more of its unit; an extension without a reason, or of nothing, is a ValueError."""
    if more <= 0 or not reason.strip():
        raise ValueError("An extension adds at least one and has a reason.")
    return ClockEvent(kind=ClockEventKind.EXTENDED, at=at, reason=reason, more=more)


def stopped(*, at: datetime, reason: str = "done") -> ClockEvent:
    """What the clock was for is done."""
    return ClockEvent(kind=ClockEventKind.STOPPED, at=at, reason=reason)
