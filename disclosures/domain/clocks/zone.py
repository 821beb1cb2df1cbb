"""The desk's time zone: China keeps one all year round, so days there are always 24 hours."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

DESK_ZONE = timezone(timedelta(hours=8), "CST")


def local(at: datetime) -> datetime:
    """The same instant by the desk's clock on the wall; a time without a zone is a ValueError."""
    if at.tzinfo is None:
        raise ValueError("A time needs a zone.")
    return at.astimezone(DESK_ZONE)


def local_date(at: datetime) -> date:
    """The day it is at the desk at this instant."""
    return local(at).date()
