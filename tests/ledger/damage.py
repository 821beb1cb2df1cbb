"""Ways to damage the ledger that only a test may know: raw SQL with the triggers taken away."""

from contextlib import contextmanager

from django.db import connection

from disclosures.ledger import triggers


def run(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


def drop_triggers():
    for trigger in triggers.DIALECTS[connection.vendor].triggers:
        table = f" ON {trigger.table}" if connection.vendor == "postgresql" else ""
        run(f"DROP TRIGGER IF EXISTS {trigger.name}{table}")


@contextmanager
def suspended():
    """Take the triggers away and put them back, for damage and for emptying tables between tests."""
    drop_triggers()
    try:
        yield
    finally:
        if connection.vendor == "postgresql":  # it changes no table with checks still to come
            run("SET CONSTRAINTS ALL IMMEDIATE")
            run("SET CONSTRAINTS ALL DEFERRED")
        triggers.install(connection)


@contextmanager
def unlocked():
    """Take the unique indexes away as well, for damage that they refuse; the test's rollback brings them back."""
    with suspended():
        for statement in UNLOCK[connection.vendor]:
            run(statement)
        yield


UNLOCK = {
    "sqlite": (
        "CREATE TABLE bare AS SELECT * FROM disclosures_ledgerentry",
        "DROP TABLE disclosures_ledgerentry",
        "ALTER TABLE bare RENAME TO disclosures_ledgerentry",
        "CREATE UNIQUE INDEX bare_id ON disclosures_ledgerentry (id)",  # proofs point at it
    ),
    "postgresql": tuple(
        f"ALTER TABLE disclosures_ledgerentry DROP CONSTRAINT {name}"
        for name in ("ledger_entry_place_taken_once", "ledger_entry_followed_once", "ledger_entry_hash_once")
    ),
}
