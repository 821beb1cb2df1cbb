"""The system check that the ledger's triggers stand. Warnings: errors would stop the migrate that mends it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Tags, Warning, register  # noqa: A004 - Django's name for it
from django.db import connections

from disclosures.ledger import triggers
from disclosures.ledger.trigger import Trigger


@register(Tags.database)
def check_triggers(*, databases: Sequence[str] | None = None, **_options: Any) -> list[CheckMessage]:
    """Report each trigger that is missing, once the tables are there."""
    return [
        Warning(
            f"The trigger {trigger.name} on {trigger.table} is missing or changed: the ledger could be edited.",
            hint="Run `manage.py migrate`, then `manage.py verify_ledger`.",
            id="disclosures.W001",
        )
        for alias in databases or ()
        for trigger in _missing_of(alias)
    ]


def _missing_of(alias: str) -> Sequence[Trigger]:
    connection = connections[alias]
    tables = set(connection.introspection.table_names())
    return [trigger for trigger in triggers.missing(connection) if trigger.table in tables]
