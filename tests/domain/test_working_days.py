"""China's working days, the made-up ones right; the State Council's notices for the years are the expectation."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.domain import clocks

DAYS = st.dates(date(2015, 1, 1), date(2030, 12, 31))

MADE_UP = [
    date(2018, 12, 29),
    date(2024, 2, 4),
    date(2024, 2, 18),
    date(2024, 10, 12),
    date(2025, 1, 26),
    date(2025, 9, 28),
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
]
OFF = [
    date(2018, 12, 31),
    date(2025, 10, 8),
    date(2026, 1, 2),
    date(2026, 2, 16),
    date(2026, 2, 20),
    date(2026, 2, 23),
    date(2026, 3, 14),
    date(2026, 3, 15),
    date(2026, 5, 5),
    date(2026, 10, 1),
    date(2026, 10, 7),
    date(2027, 2, 8),
]


@pytest.mark.parametrize("day", [*MADE_UP, date(2026, 3, 2), date(2026, 2, 24), date(2026, 12, 25)], ids=str)
def test_the_desk_works(day):
    assert clocks.working_day(day)
    assert clocks.why_off(day) is None


@pytest.mark.parametrize("day", OFF, ids=str)
def test_the_desk_is_off(day):
    assert not clocks.working_day(day)
    assert clocks.why_off(day)


@pytest.mark.parametrize(
    ("day", "then"),
    [
        (date(2026, 3, 2), date(2026, 3, 2)),
        (date(2026, 3, 14), date(2026, 3, 16)),
        (date(2026, 2, 14), date(2026, 2, 14)),
        (date(2026, 2, 15), date(2026, 2, 24)),
        (date(2026, 10, 1), date(2026, 10, 8)),
        (date(2025, 12, 31), date(2025, 12, 31)),
        (date(2026, 1, 1), date(2026, 1, 4)),
    ],
)
def test_the_next_working_day_skips_days_off_and_stops_at_made_up_ones(day, then):
    assert clocks.next_working_day(day) == then


def test_why_a_day_is_off_is_said():
    assert clocks.why_off(date(2026, 3, 14)) == "a Saturday"
    assert clocks.why_off(date(2026, 3, 15)) == "a Sunday"
    assert clocks.why_off(date(2026, 10, 1)) == "a holiday (National Day)"


@given(DAYS)
def test_the_next_working_day_is_the_first_one(day):
    then = clocks.next_working_day(day)
    assert clocks.working_day(then)
    assert not any(clocks.working_day(day + timedelta(days=number)) for number in range((then - day).days))


@given(DAYS, st.integers(0, 90), st.integers(0, 90))
def test_working_days_add_up(day, first, second):
    middle, end = day + timedelta(days=first), day + timedelta(days=first + second)
    between = clocks.working_days_between
    assert between(day, middle) + between(middle, end) == between(day, end) <= first + second
    assert between(end, day) == -between(day, end)


@pytest.mark.parametrize(
    ("born", "on", "age"),
    [
        (date(2008, 3, 2), date(2026, 3, 1), 17),
        (date(2008, 3, 2), date(2026, 3, 2), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
        (date(2026, 3, 2), date(2026, 3, 2), 0),
    ],
)
def test_an_age_is_full_years(born, on, age):
    assert clocks.age_on(born, on) == age


@given(st.dates(date(1900, 1, 1), date(2025, 12, 31)), st.integers(0, 110))
def test_somebody_is_as_old_as_their_birthdays(born, years):
    birthday = date(born.year + years, born.month, min(born.day, 28))
    if born.day <= 28:
        assert clocks.age_on(born, birthday) == years
        assert clocks.age_on(born, birthday - timedelta(days=1)) == years - 1
