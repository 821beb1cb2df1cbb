"""A deadline follows from its events alone, stops while paused, and explains itself."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.domain import clocks
from disclosures.domain.clocks import DESK_ZONE, Clock, ClockUnit

TEN_DAYS = Clock(10, ClockUnit.DESK_DAYS)
EIGHT_HOURS = Clock(8, ClockUnit.HOURS)
PLAIN_TEN = Clock(10, ClockUnit.DAYS)


def at(day, hour=9, minute=0, *, month=3, year=2026):
    return datetime(year, month, day, hour, minute, tzinfo=DESK_ZONE)


def texts(deadline):
    return [line.text for line in deadline.explain()]


MONDAY = at(2)
TIMES = st.timedeltas(timedelta(0), timedelta(days=9 * 365)).map(lambda since: datetime(2020, 1, 1, tzinfo=UTC) + since)
SPANS = st.timedeltas(timedelta(minutes=1), timedelta(days=20))
CLOCKS = st.builds(Clock, st.integers(1, 90), st.sampled_from(ClockUnit))


def test_ten_days_run_over_weekends():
    deadline = clocks.deadline(TEN_DAYS, [clocks.started(at=MONDAY)])
    assert deadline.due_at == at(12)
    assert texts(deadline) == ["10 days from 2 Mar 2026 09:00", "ends 12 Mar 2026 09:00"]


def test_an_end_on_a_saturday_moves_to_monday():
    deadline = clocks.deadline(TEN_DAYS, [clocks.started(at=at(4))])
    assert deadline.due_at == at(16)
    assert texts(deadline) == [
        "10 days from 4 Mar 2026 09:00",
        "14 Mar 2026 is a Saturday, moved to Mon 16 Mar 2026",
        "ends 16 Mar 2026 09:00",
    ]


def test_an_end_on_a_made_up_saturday_stays():
    deadline = clocks.deadline(TEN_DAYS, [clocks.started(at=at(4, month=2))])
    assert deadline.due_at == at(14, month=2)


def test_an_end_in_a_holiday_moves_behind_it_and_says_so():
    deadline = clocks.deadline(TEN_DAYS, [clocks.started(at=at(22, 17, 30, month=9))])
    assert deadline.due_at == at(8, 17, 30, month=10)
    assert texts(deadline)[1] == "2 Oct 2026 is a holiday (National Day), moved to Thu 8 Oct 2026"


def test_the_day_of_an_end_is_the_desks_day():
    evening_before = datetime(2026, 3, 3, 17, 0, tzinfo=UTC)  # already the 4th at the desk
    assert clocks.deadline(TEN_DAYS, [clocks.started(at=evening_before)]).due_at == at(16, 1)


def test_hours_and_plain_days_never_move():
    assert clocks.deadline(EIGHT_HOURS, [clocks.started(at=at(6, 20))]).due_at == at(7, 4)
    assert clocks.deadline(PLAIN_TEN, [clocks.started(at=at(4))]).due_at == at(14)


def test_a_clock_stands_still_while_returned():
    returned = [clocks.started(at=MONDAY), clocks.paused(at=at(4), reason="while returned")]
    waiting = clocks.deadline(TEN_DAYS, returned)
    assert waiting.due_at is None
    assert not waiting.is_late(at(30))
    assert texts(waiting)[-1] == "paused while returned since 4 Mar 2026 09:00"
    assert waiting.left(at(30)) == waiting.left(at(4)) == clocks.Left(timedelta(days=8), 8, 6)

    again = clocks.deadline(TEN_DAYS, [*returned, clocks.resumed(at=at(8))])
    assert again.due_at == at(16)
    assert texts(again) == [
        "10 days from 2 Mar 2026 09:00",
        "paused 4 days while returned",
        "ends 16 Mar 2026 09:00",
    ]


def test_an_extension_adds_days_and_gives_its_reason():
    deadline = clocks.deadline(
        TEN_DAYS, [clocks.started(at=MONDAY), clocks.extended(at=at(9), more=5, reason="a translation is needed")]
    )
    assert deadline.due_at == at(17)
    assert "extended by 5 days: a translation is needed" in texts(deadline)


@pytest.mark.parametrize(("more", "reason"), [(0, "why"), (-1, "why"), (1, ""), (1, "  ")])
def test_an_extension_of_nothing_or_without_a_reason_is_an_error(more, reason):
    with pytest.raises(ValueError, match="reason"):
        clocks.extended(at=MONDAY, more=more, reason=reason)


def test_it_is_late_at_the_end_and_not_before():
    deadline = clocks.deadline(EIGHT_HOURS, [clocks.started(at=MONDAY)])
    assert not deadline.is_late(at(2, 16, 59))
    assert deadline.is_late(at(2, 17))


def test_what_was_done_in_time_is_never_late():
    events = [clocks.started(at=MONDAY), clocks.stopped(at=at(2, 16), reason="decided")]
    deadline = clocks.deadline(EIGHT_HOURS, events)
    assert not deadline.is_late(at(20))
    assert deadline.left(at(20)) == clocks.Left(timedelta(hours=1), 0, 0)
    assert "stopped 2 Mar 2026 16:00: decided" in texts(deadline)


def test_what_was_done_late_stays_late():
    events = [clocks.started(at=MONDAY), clocks.stopped(at=at(3))]
    assert clocks.deadline(EIGHT_HOURS, events).is_late(at(20))


def test_a_pause_after_the_end_changes_nothing():
    events = [clocks.started(at=MONDAY), clocks.paused(at=at(3), reason="while returned"), clocks.resumed(at=at(9))]
    deadline = clocks.deadline(EIGHT_HOURS, events)
    assert deadline.due_at == at(2, 17)
    assert deadline.is_late(at(3))
    assert "changes nothing" in texts(deadline)[1]


def test_a_pause_on_the_days_off_before_the_end_keeps_what_was_left():
    events = [clocks.started(at=at(4)), clocks.paused(at=at(15), reason="while returned"), clocks.resumed(at=at(17))]
    assert clocks.deadline(TEN_DAYS, events).due_at == at(18)


def test_a_clock_that_never_started_has_no_end():
    deadline = clocks.deadline(TEN_DAYS, [clocks.paused(at=MONDAY, reason="early"), clocks.resumed(at=at(3))])
    assert (deadline.due_at, deadline.left(at(4)), deadline.explain()) == (None, None, ())
    assert not deadline.is_late(at(30))


def test_a_second_start_begins_anew():
    events = [clocks.started(at=MONDAY), clocks.stopped(at=at(3)), clocks.started(at=at(5))]
    assert clocks.deadline(PLAIN_TEN, events).due_at == at(15)


def test_what_is_left_counts_calendar_and_working_days():
    deadline = clocks.deadline(TEN_DAYS, [clocks.started(at=at(4))])
    assert deadline.left(at(6, 18)) == clocks.Left(timedelta(days=9, hours=15), 10, 6)
    assert deadline.left(at(17)) == clocks.Left(timedelta(days=-1), -1, -1)


@given(CLOCKS, TIMES)
def test_an_end_is_never_earlier_than_the_length_and_desk_days_end_on_working_days(clock, start):
    due_at = clocks.deadline(clock, [clocks.started(at=start)]).due_at
    assert due_at >= start + clock.span(clock.length)
    if clock.unit is ClockUnit.DESK_DAYS:
        assert clocks.working_day(clocks.local_date(due_at))
        assert clocks.local(due_at).timetz() == clocks.local(start).timetz()
    else:
        assert due_at == start + clock.span(clock.length)


@given(CLOCKS, TIMES, SPANS, SPANS)
def test_a_pause_never_brings_the_end_nearer_nor_ends_a_clock_that_was_in_time(clock, start, before, length):
    plain = clocks.deadline(clock, [clocks.started(at=start)])
    held = clocks.deadline(
        clock,
        [
            clocks.started(at=start),
            clocks.paused(at=start + before, reason="while returned"),
            clocks.resumed(at=start + before + length),
        ],
    )
    assert held.due_at >= plain.due_at
    if not plain.is_late(start + before):
        assert held.due_at > start + before + length
    else:
        assert held.due_at == plain.due_at


@given(CLOCKS, TIMES, st.integers(1, 30))
def test_an_extension_never_brings_the_end_nearer(clock, start, more):
    plain = clocks.deadline(clock, [clocks.started(at=start)])
    longer = clocks.deadline(clock, [clocks.started(at=start), clocks.extended(at=start, more=more, reason="why")])
    assert longer.due_at >= plain.due_at
    assert longer.due_at >= start + clock.span(clock.length + more)


@given(CLOCKS, TIMES, st.lists(st.tuples(SPANS, SPANS), max_size=4), st.randoms())
def test_the_order_in_which_events_are_listed_does_not_matter(clock, start, pauses, chance):
    events, time = [clocks.started(at=start)], start
    for running, standing in pauses:
        events.append(clocks.paused(at=time + running, reason="while returned"))
        time += running + standing
        events.append(clocks.resumed(at=time))
    shuffled = events[:]
    chance.shuffle(shuffled)
    assert clocks.deadline(clock, shuffled) == clocks.deadline(clock, events)


@given(CLOCKS, TIMES, st.lists(st.tuples(SPANS, SPANS), max_size=3))
def test_every_deadline_explains_itself_from_start_to_end(clock, start, pauses):
    events, time = [clocks.started(at=start)], start
    for running, standing in pauses:
        events += [clocks.paused(at=time + running, reason="while returned")]
        time += running + standing
        events += [clocks.resumed(at=time)]
    lines = texts(clocks.deadline(clock, events))
    assert " from " in lines[0]
    assert lines[-1].startswith("ends ")
    assert len([line for line in lines if line.startswith("paused")]) == len(pauses)


def test_a_window_is_exact():
    assert clocks.after(MONDAY, days=7) == at(9)
    assert clocks.after(MONDAY, days=-90) == at(2, month=12, year=2025)
    assert clocks.after(MONDAY, hours=72) == at(5)


def test_a_time_without_a_zone_is_an_error():
    bare = datetime(2026, 3, 2)  # noqa: DTZ001 -- that is the mistake
    for ask in (clocks.after, clocks.local, clocks.local_date):
        with pytest.raises(ValueError, match="zone"):
            ask(bare)


def test_a_minor_comes_of_age_by_the_desks_calendar():
    born = date(2008, 3, 2)
    assert clocks.is_minor(born, datetime(2026, 3, 1, 15, 59, tzinfo=UTC))
    assert not clocks.is_minor(born, datetime(2026, 3, 1, 16, 0, tzinfo=UTC))
