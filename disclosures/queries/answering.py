"""When the desk owes its answer to a case: a clock run over the events of the case's chain (POLICY "Clocks")."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from disclosures import ledger
from disclosures.domain import clocks
from disclosures.domain.clocks import Clock, ClockEvent, ClockUnit, Deadline
from disclosures.domain.events import Event
from disclosures.domain.instants import parse
from disclosures.domain.words import Filled, _
from disclosures.models import Case, LedgerEntry


def clock_of(case: Case) -> Clock:
    """Ten days that end on a working day, or the hours of an emergency."""
    own = case.rules.clock
    if case.particulars.get("emergency") and own.emergency_hours is not None:
        return Clock(own.emergency_hours, ClockUnit.HOURS)
    return Clock(own.days, ClockUnit.DESK_DAYS)


def _paused(at: datetime) -> ClockEvent:
    return clocks.paused(at=at, reason=Filled(_("while returned")))


def _stopped(at: datetime) -> ClockEvent:
    return clocks.stopped(at=at, reason=Filled(_("decided")))


def _started(at: datetime) -> ClockEvent:
    return clocks.started(at=at)


def _resumed(at: datetime) -> ClockEvent:
    return clocks.resumed(at=at)


MEANS: Mapping[Event, Callable[[datetime], ClockEvent]] = {
    Event.CASE_SUBMITTED: _started,
    Event.CASE_RETURNED: _paused,
    Event.CASE_RESUBMITTED: _resumed,
    Event.CASE_REFUSED: _stopped,
    Event.CASE_WITHDRAWN: _stopped,
    Event.CASE_LAPSED: _stopped,
    Event.CASE_SETTLED: _stopped,
    Event.OBJECTION_UPHELD: _stopped,
    Event.RELEASED: _stopped,
    Event.APPEALED: _started,  # the desk answers anew, so it has its time anew
}
"""What each event of a case does to the clock."""


def deadline(case: Case, *more: tuple[Event, datetime]) -> Deadline:
    """As the ledger tells it, and ``more`` that happens in this transaction; it explains itself line by line."""
    entries = LedgerEntry.objects.filter(chain=ledger.chain_of(case).name, event__in=[*MEANS]).order_by("seq")
    told = [(Event(entry.event), parse(entry.content["at"])) for entry in entries]
    return clocks.deadline(clock_of(case), [MEANS[event](at) for event, at in (*told, *more)])


def due_from(case: Case, *, at: datetime) -> datetime | None:
    """When an answer is due whose clock starts at ``at``."""
    return clocks.deadline(clock_of(case), [clocks.started(at=at)]).due_at
