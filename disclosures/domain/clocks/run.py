"""A clock is run over its events, in order of time, and gives its deadline."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from disclosures.domain.clocks import wording
from disclosures.domain.clocks.deadline import Deadline, Line
from disclosures.domain.clocks.events import Clock, ClockEvent, ClockEventKind, ClockUnit
from disclosures.domain.clocks.working_days import next_working_day, why_off
from disclosures.domain.clocks.zone import local, local_date


@dataclass(slots=True)
class _Run:
    """The state of a clock between two events; `end` is before any move to a working day."""

    clock: Clock
    end: datetime | None = None
    never_before: datetime | None = None
    paused: ClockEvent | None = None
    stopped_at: datetime | None = None
    lines: list[Line] = field(default_factory=list)

    def due(self) -> datetime | None:
        """The end, on a working day where the clock asks for one."""
        if self.end is None:
            return None
        due = moved(self.end, unit=self.clock.unit)
        return due if self.never_before is None else max(due, self.never_before)

    def say(self, at: datetime, text: str) -> None:
        self.lines.append(Line(at, text))

    def start(self, event: ClockEvent) -> None:
        self.end, self.paused, self.stopped_at = event.at + self.clock.span(self.clock.length), None, None
        self.never_before = None
        self.lines.clear()
        self.say(event.at, f"{_units(self.clock, self.clock.length)} from {wording.instant(event.at)}")

    def pause(self, event: ClockEvent) -> None:
        due = self.due()
        if due is None or self.paused or self.stopped_at:
            return
        if event.at >= due:
            self.say(
                event.at, f"paused {event.reason} from {wording.instant(event.at)}, after the end: changes nothing"
            )
            return
        self.paused = event

    def resume(self, event: ClockEvent) -> None:
        if self.end is None or self.paused is None:
            return
        self.never_before = self.due()  # a pause never brings the end nearer, by no hour of a day off
        length = event.at - self.paused.at
        counted_out = self.paused.at > self.end
        self.end = (moved(self.end, unit=self.clock.unit) if counted_out else self.end) + length
        self.say(self.paused.at, f"paused {wording.duration(length)} {self.paused.reason}".rstrip())
        self.paused = None

    def extend(self, event: ClockEvent) -> None:
        if self.end is None or self.stopped_at:
            return
        self.end += self.clock.span(event.more)
        self.say(event.at, f"extended by {_units(self.clock, event.more)}: {event.reason}")

    def stop(self, event: ClockEvent) -> None:
        if self.end is None or self.stopped_at:
            return
        self.resume(event)
        self.stopped_at = event.at
        self.say(event.at, f"stopped {wording.instant(event.at)}: {event.reason}")


_STEPS: Mapping[ClockEventKind, Callable[[_Run, ClockEvent], None]] = {
    ClockEventKind.STARTED: _Run.start,
    ClockEventKind.PAUSED: _Run.pause,
    ClockEventKind.RESUMED: _Run.resume,
    ClockEventKind.EXTENDED: _Run.extend,
    ClockEventKind.STOPPED: _Run.stop,
}


def _units(clock: Clock, number: int) -> str:
    return wording.count(number, "hour" if clock.unit is ClockUnit.HOURS else "day")


def moved(end: datetime, *, unit: ClockUnit) -> datetime:
    """The end itself, or for a clock of desk days the same time of the next working day."""
    if unit is not ClockUnit.DESK_DAYS:
        return end
    here = local(end)
    return end + (next_working_day(here.date()) - here.date())


def deadline(clock: Clock, events: Iterable[ClockEvent]) -> Deadline:
    """When the clock ends after these events; a pause is half-open, one after the end changes nothing."""
    run = _Run(clock)
    for event in sorted(events, key=lambda one: one.at):
        _STEPS[event.kind](run, event)
    if run.paused is not None:
        since = f"paused {run.paused.reason} since {wording.instant(run.paused.at)}"
        lines = (*run.lines, Line(run.paused.at, since))
        return Deadline(due_at=None, lines=lines, paused_at=run.paused.at, due_when_paused=run.due())
    return Deadline(due_at=run.due(), lines=(*run.lines, *_ending(run)), stopped_at=run.stopped_at)


def _ending(run: _Run) -> tuple[Line, ...]:
    """The last lines: the move to a working day, if any, and the end itself."""
    due = run.due()
    if run.end is None or due is None:
        return ()
    ends = Line(due, f"ends {wording.instant(due)}")
    if due == run.end:
        return (ends,)
    off = local_date(run.end)
    move = f"{wording.day(off)} is {why_off(off)}, moved to {wording.weekday(local_date(due))}"
    return Line(run.end, move), ends
