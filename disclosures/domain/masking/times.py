"""The year or the day of a time; a time with a zone is read on the desk's calendar."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Final

from disclosures.domain.clocks.zone import local
from disclosures.domain.masking.hidden import HIDDEN

_YEAR: Final = re.compile(r"[0-9]{4}\Z")


def year(value: str) -> str:
    """As "1990" for "1990-05-17"; a value that is a year already stays one."""
    text = value.strip()
    if _YEAR.match(text):
        return text
    read = _read(text)
    return HIDDEN if read is None else f"{read.year:04}"


def day(value: str) -> str:
    """As "2026-03-02" for "2026-03-02T09:00:00+08:00"; a value that is a day already stays one."""
    read = _read(value.strip())
    return HIDDEN if read is None else read.isoformat()


def _read(text: str) -> date | None:
    """The day that an ISO 8601 text names; None for any other text."""
    try:
        at = datetime.fromisoformat(text)
        return at.date() if at.tzinfo is None else local(at).date()
    except (ValueError, OverflowError):
        return None
