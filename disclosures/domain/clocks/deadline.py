"""When a clock ends, whether that is late, and why: line by line, from its events alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from disclosures.domain.clocks.working_days import working_days_between
from disclosures.domain.clocks.zone import local_date
from disclosures.domain.words import Filled


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence of the explanation, and the instant it speaks of."""

    at: datetime
    text: Filled


@dataclass(frozen=True, slots=True)
class Left:
    """How much of the clock is left: exact, in calendar days and in working days; below zero when late."""

    time: timedelta
    days: int
    working_days: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """The end of a clock; `due_at` is None while it is paused or when it never started."""

    due_at: datetime | None
    lines: tuple[Line, ...]
    paused_at: datetime | None = None
    due_when_paused: datetime | None = None
    stopped_at: datetime | None = None

    def explain(self) -> tuple[Line, ...]:
        """Every line that led to the end, in order."""
        return self.lines

    def is_late(self, at: datetime) -> bool:
        """Whether the end has been reached (ends are exclusive) with the thing not done before."""
        counted = at if self.stopped_at is None else min(at, self.stopped_at)
        return self.due_at is not None and counted >= self.due_at

    def left(self, at: datetime) -> Left | None:
        """What is left at this instant; while paused what was left then; None when it never started."""
        due_at = self.due_at or self.due_when_paused
        if due_at is None:
            return None
        held = [moment for moment in (self.paused_at, self.stopped_at) if moment is not None]
        counted = min([at, *held])
        today, last = local_date(counted), local_date(due_at)
        return Left(due_at - counted, (last - today).days, working_days_between(today, last))
