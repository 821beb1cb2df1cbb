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
from disclosures.domain.words import Filled, _


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

    def say(self, at: datetime, pattern: str, **parts: str) -> None:
        self.lines.append(Line(at, Filled(pattern, **parts)))

    def start(self, event: ClockEvent) -> None:
        self.end, self.paused, self.stopped_at = event.at + self.clock.span(self.clock.length), None, None
        self.never_before = None
        self.lines.clear()
        length = _units(self.clock, self.clock.length)
        self.say(event.at, _("%(length)s from %(when)s"), length=length, when=wording.instant(event.at))

    def pause(self, event: ClockEvent) -> None:
        due = self.due()
        if due is None or self.paused or self.stopped_at:
            return
        if event.at >= due:
            after = _("paused %(reason)s from %(when)s, after the end: changes nothing")
            self.say(event.at, after, reason=event.reason, when=wording.instant(event.at))
            return
        self.paused = event

    def resume(self, event: ClockEvent) -> None:
        if self.end is None or self.paused is None:
            return
        self.never_before = self.due()  # a pause never brings the end nearer, by no hour of a day off
        length = event.at - self.paused.at
        counted_out = self.paused.at > self.end
        self.end = (moved(self.end, unit=self.clock.unit) if counted_out else self.end) + length
        how_long = wording.duration(length)
        self.say(self.paused.at, _("paused %(length)s %(reason)s"), length=how_long, reason=self.paused.reason)
        self.paused = None

    def extend(self, event: ClockEvent) -> None:
        if self.end is None or self.stopped_at:
            return
        self.end += self.clock.span(event.more)
        more = _units(self.clock, event.more)
        self.say(event.at, _("extended by %(length)s: %(reason)s"), length=more, reason=event.reason)

    def stop(self, event: ClockEvent) -> None:
        if self.end is None or self.stopped_at:
            return
        self.resume(event)
        self.stopped_at = event.at
        self.say(event.at, _("stopped %(when)s: %(reason)s"), when=wording.instant(event.at), reason=event.reason)


_STEPS: Mapping[ClockEventKind, Callable[[_Run, ClockEvent], None]] = {
    ClockEventKind.STARTED: _Run.start,
    ClockEventKind.PAUSED: _Run.pause,
    ClockEventKind.RESUMED: _Run.resume,
    ClockEventKind.EXTENDED: _Run.extend,
    ClockEventKind.STOPPED: _Run.stop,
}


def _units(clock: Clock, number: int) -> Filled:
    return wording.hours(number) if clock.unit is ClockUnit.HOURS else wording.days(number)


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
        at = wording.instant(run.paused.at)
        since = Filled(_("paused %(reason)s since %(when)s"), reason=run.paused.reason, when=at)
        lines = (*run.lines, Line(run.paused.at, since))
        return Deadline(due_at=None, lines=lines, paused_at=run.paused.at, due_when_paused=run.due())
    return Deadline(due_at=run.due(), lines=(*run.lines, *_ending(run)), stopped_at=run.stopped_at)


def _ending(run: _Run) -> tuple[Line, ...]:
    """The last lines: the move to a working day, if any, and the end itself."""
    due = run.due()
    if run.end is None or due is None:
        return ()
    ends = Line(due, Filled(_("ends %(when)s"), when=wording.instant(due)))
    if due == run.end:
        return (ends,)
    off = local_date(run.end)
    then = wording.weekday(local_date(due))
    move = Filled(_("%(day)s is %(why)s, moved to %(then)s"), day=wording.day(off), why=why_off(off) or "", then=then)
    return Line(run.end, move), ends
