"""Reading many rows in constant memory while telling how far it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar

from django.db.models import QuerySet

Row = TypeVar("Row")
CHUNK = 2000  # rows fetched at once, and told at once


def read(rows: QuerySet[Any, Row], *, progress: Callable[[int], None]) -> Iterator[Row]:
    """Yield a queryset's rows through a server-side cursor or in chunks."""
    since = 0
    for row in rows.iterator(chunk_size=CHUNK):
        yield row
        since += 1
        if since == CHUNK:
            progress(since)
            since = 0
    progress(since)
