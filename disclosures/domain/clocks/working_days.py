"""Working days in China: weekends and holidays off, made-up weekends worked (the `holidays` package).

The State Council names the made-up working days of a year in the autumn before it; for a year that
the library does not know yet, its holidays are those of the statute and every weekend is off.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

from disclosures.domain.words import Filled, _

JURISDICTION: Final = "CN"
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)
NAMES: Final = (
    _("New Year's Day"), _("Chinese New Year's Eve"), _("Chinese New Year (Spring Festival)"), _("Tomb-Sweeping Day"),
    _("Labor Day"), _("Dragon Boat Festival"), _("Mid-Autumn Festival"), _("National Day"),
)  # fmt: skip
"""The usual holidays as the library calls them, marked for translation; another keeps the name it has there."""


@cache
def _calendar(year: int) -> holidays.HolidayBase:
    """One year's calendar, never grown afterwards, so that any thread may read it."""
    return holidays.country_holidays(JURISDICTION, years=year, expand=False, language="en_US")


def working_day(day: date) -> bool:
    """Whether the desk works on this day."""
    return _calendar(day.year).is_working_day(day)


def next_working_day(day: date) -> date:
    """The day itself when the desk works on it, else the first one after it on which it does."""
    while not working_day(day):
        day += _ONE_DAY
    return day


def working_days_between(after: date, until: date) -> int:
    """Working days after one day, up to another and with it; below zero when that one is earlier."""
    if until < after:
        return -working_days_between(until, after)
    days = (after + timedelta(days=number) for number in range(1, (until - after).days + 1))
    return sum(working_day(day) for day in days)


def why_off(day: date) -> Filled | None:
    """What makes a day off, in words: the holiday's name, or the day of the week."""
    if working_day(day):
        return None
    named = _calendar(day.year).get(day)
    if named:
        return Filled(_("a holiday (%(name)s)"), name=Filled(named))
    return Filled(_("a Saturday")) if day.weekday() == _SATURDAY else Filled(_("a Sunday"))
