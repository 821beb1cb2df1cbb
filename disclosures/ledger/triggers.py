"""The database's half of append-only, for the ledger and for published reports: plain SQL triggers.

They are installed after every migrate (post_migrate). SQLite drops triggers without a word when a migration rebuilds a
table, hence "every". PostgreSQL's table owner can disable them, hence two roles there (docs/deployment.md) and ENABLE
ALWAYS. `missing` is asked by the system check and by every verification.
"""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from disclosures.ledger import triggers_postgresql, triggers_sqlite
from disclosures.ledger.trigger import Dialect, Trigger

DIALECTS: dict[str, Dialect] = {
    "sqlite": triggers_sqlite.DIALECT,
    "postgresql": triggers_postgresql.DIALECT,
}


def install(connection: BaseDatabaseWrapper) -> None:
    """Put every trigger in place, whatever was there. In one transaction: no moment without them. Safe to repeat."""
    dialect = DIALECTS[connection.vendor]
    tables = set(connection.introspection.table_names())
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        for trigger in dialect.triggers:
            if trigger.table in tables:
                for statement in trigger.create:
                    cursor.execute(statement)


def missing(connection: BaseDatabaseWrapper) -> Sequence[Trigger]:
    """Return the triggers that are absent, disabled or not as they should be; empty means the lock holds."""
    dialect = DIALECTS[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(dialect.inspect)
        present = {(table, name): state for table, name, state in cursor.fetchall()}
    return [each for each in dialect.triggers if present.get((each.table, each.name)) != each.state]
