"""The one clock of the desk: the database's (DESIGN 5.8: expiry is compared by it; workers' clocks may lie)."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import connection

QUESTION = {
    "sqlite": "SELECT strftime('%Y-%m-%d %H:%M:%f', 'now')",
    # clock_timestamp() moves on inside a transaction; now() would be the moment the transaction began.
    "postgresql": "SELECT clock_timestamp()",
}


def now() -> datetime:
    """Return the database's time as an aware datetime in UTC; interfaces ask once and pass it on as ``at``."""
    with connection.cursor() as cursor:
        cursor.execute(QUESTION[connection.vendor])
        (answer,) = cursor.fetchone()
    if isinstance(answer, str):
        return datetime.fromisoformat(answer).replace(tzinfo=UTC)
    moment: datetime = answer
    return moment.astimezone(UTC)
