"""A value out of its columns as text, the form in which it is masked and sealed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any


def plain(columns: Mapping[str, Any]) -> str | Mapping[str, str]:
    """One column as its text; several (``address_line``, ``address_city`` …) as text by part (``line``, ``city`` …).

    Empty when nothing is held.
    """
    if len(columns) == 1:
        return _text(*columns.values())
    parts = {column.partition("_")[2]: _text(value) for column, value in columns.items()}
    return parts if any(parts.values()) else ""


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, date):
        return value.isoformat()
    return value or ""
