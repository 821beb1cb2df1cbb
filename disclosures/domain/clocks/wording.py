"""Days, times and durations in words: plain English by themselves, and told in a reader's language by the pages."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from disclosures.domain.clocks.zone import local
from disclosures.domain.words import Filled, _

_WEEKDAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
_MONTHS = (
    _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"),
    _("Dec"),
)  # fmt: skip
_MINUTES_OF_A_DAY = 24 * 60


def day(value: date) -> Filled:
    """A day as "14 Mar 2026"."""
    month = Filled(_MONTHS[value.month - 1])
    return Filled(_("%(day)s %(month)s %(year)s"), day=str(value.day), month=month, year=str(value.year))


def weekday(value: date) -> Filled:
    """A day as "Sat 14 Mar 2026"."""
    return Filled(_("%(weekday)s %(day)s"), weekday=Filled(_WEEKDAYS[value.weekday()]), day=day(value))


def instant(at: datetime) -> Filled:
    """An instant by the desk's wall clock, as "2 Mar 2026 09:00"."""
    here = local(at)
    return Filled("%(day)s %(time)s", day=day(here), time=f"{here:%H:%M}")


def days(number: int) -> Filled:
    """So many days: "1 day", "3 days"."""
    return Filled(_("1 day")) if number == 1 else Filled(_("%(number)s days"), number=str(number))


def hours(number: int) -> Filled:
    """So many hours."""
    return Filled(_("1 hour")) if number == 1 else Filled(_("%(number)s hours"), number=str(number))


def minutes(number: int) -> Filled:
    """So many minutes."""
    return Filled(_("1 minute")) if number == 1 else Filled(_("%(number)s minutes"), number=str(number))


def duration(span: timedelta) -> Filled:
    """A length of time in days, hours and minutes, without the parts that are nothing."""
    whole_days, rest = divmod(int(span.total_seconds() // 60), _MINUTES_OF_A_DAY)
    whole_hours, rest = divmod(rest, 60)
    counted = ((days, whole_days), (hours, whole_hours), (minutes, rest))
    parts = {words.__name__: words(number) for words, number in counted if number}
    if not parts:
        return Filled(_("less than a minute"))
    return Filled(" ".join(f"%({name})s" for name in parts), **parts)
