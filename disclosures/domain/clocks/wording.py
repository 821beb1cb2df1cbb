"""Days, times and durations in plain English, the same on every machine's locale."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from disclosures.domain.clocks.zone import local

_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MINUTES_OF_A_DAY = 24 * 60


def day(value: date) -> str:
    """A day as "14 Mar 2026"."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def weekday(value: date) -> str:
    """A day as "Sat 14 Mar 2026"."""
    return f"{_WEEKDAYS[value.weekday()]} {day(value)}"


def instant(at: datetime) -> str:
    """An instant by the desk's wall clock, as "2 Mar 2026 09:00"."""
    here = local(at)
    return f"{day(here)} {here:%H:%M}"


def count(number: int, unit: str) -> str:
    """A number of things: "1 day", "3 days"."""
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def duration(span: timedelta) -> str:
    """A length of time in days, hours and minutes, without the parts that are nothing."""
    days, rest = divmod(int(span.total_seconds() // 60), _MINUTES_OF_A_DAY)
    hours, minutes = divmod(rest, 60)
    parts = [count(number, unit) for number, unit in ((days, "day"), (hours, "hour"), (minutes, "minute")) if number]
    return " ".join(parts) or "less than a minute"
