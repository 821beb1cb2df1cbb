"""Instants and periods as filings write them: ISO 8601; a bare date is 00:00 of that day at +08:00 (FORMAT)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, time

from disclosures.domain.clocks import DESK_ZONE
from disclosures.domain.extents import Period


def parse(value: object) -> datetime:
    """An aware instant from ISO text, a date or a datetime; ``ValueError`` for anything else."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value)
    if isinstance(value, datetime):
        return value if value.tzinfo else value.replace(tzinfo=DESK_ZONE)
    if isinstance(value, date):
        return datetime.combine(value, time.min, tzinfo=DESK_ZONE)
    raise ValueError("not an instant")


def parse_or_none(value: object) -> datetime | None:
    """An instant, or ``None`` for what is empty or cannot be read as one."""
    try:
        return parse(value) if value else None
    except (TypeError, ValueError):
        return None


def period(bounds: object) -> Period | None:
    """The half-open period of ``[from, to]``; ``None`` when none is named or it cannot be read."""
    if not isinstance(bounds, Sequence) or isinstance(bounds, str) or len(bounds) != 2:  # noqa: PLR2004 - a pair
        return None
    start, end = (parse_or_none(bound) for bound in bounds)
    return None if start is None or end is None else Period(start, end)


def text(at: datetime | None) -> str | None:
    """ISO 8601 in UTC, as manifests and the API write it."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")
