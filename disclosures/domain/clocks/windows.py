"""Windows, holds and ends: plain calendar arithmetic, a day is 24 hours."""

from __future__ import annotations

from datetime import datetime, timedelta


def after(start: datetime, *, days: int = 0, hours: int = 0) -> datetime:
    """The instant so many days and hours after another; a time without a zone is a ValueError."""
    if start.tzinfo is None:
        raise ValueError("A time needs a zone.")
    return start + timedelta(days=days, hours=hours)
