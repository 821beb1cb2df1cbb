"""Clocks: deadlines that stop, are extended and explain themselves; working days; ages. Nothing here reads the time."""

from disclosures.domain.clocks.ages import MAJORITY, age_on, is_minor
from disclosures.domain.clocks.deadline import Deadline, Left, Line
from disclosures.domain.clocks.events import (
    Clock,
    ClockEvent,
    ClockEventKind,
    ClockUnit,
    extended,
    paused,
    resumed,
    started,
    stopped,
)
from disclosures.domain.clocks.run import deadline, moved
from disclosures.domain.clocks.windows import after
from disclosures.domain.clocks.working_days import next_working_day, why_off, working_day, working_days_between
from disclosures.domain.clocks.zone import DESK_ZONE, local, local_date

__all__ = [
    "DESK_ZONE",
    "MAJORITY",
    "Clock",
    "ClockEvent",
    "ClockEventKind",
    "ClockUnit",
    "Deadline",
    "Left",
    "Line",
    "after",
    "age_on",
    "deadline",
    "extended",
    "is_minor",
    "local",
    "local_date",
    "moved",
    "next_working_day",
    "paused",
    "resumed",
    "started",
    "stopped",
    "why_off",
    "working_day",
    "working_days_between",
]
