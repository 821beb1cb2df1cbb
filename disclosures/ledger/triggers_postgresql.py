"""PostgreSQL's triggers: rows and TRUNCATE, ENABLE ALWAYS so that a session posing as a replica fires them too."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.ledger.trigger import Dialect, Trigger
from disclosures.models.ledger import LedgerChain, LedgerCheckpoint, LedgerEntry, LedgerLeaf

CHAIN, ENTRY, LEAF, CHECKPOINT = (
    model._meta.db_table  # noqa: SLF001 - the documented way to a table's name
    for model in (LedgerChain, LedgerEntry, LedgerLeaf, LedgerCheckpoint)
)
REFUSE = """
    CREATE OR REPLACE FUNCTION disclosures_ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION 'the ledger is append-only' USING ERRCODE = 'restrict_violation';
    END $$
"""
# A head may be locked (nothing changes) or moved by one, to an entry that is there.
FORWARD = f"""
    CREATE OR REPLACE FUNCTION disclosures_ledger_forward() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.id = OLD.id AND NEW.name = OLD.name AND NEW.seq = OLD.seq + 1 AND EXISTS (
            SELECT 1 FROM {ENTRY} WHERE chain = NEW.name AND seq = NEW.seq AND hash = NEW.head
        ) THEN
            RETURN NEW;
        END IF;
        RAISE EXCEPTION 'a chain only moves forward' USING ERRCODE = 'restrict_violation';
    END $$
"""  # noqa: S608 - constants only


def _trigger(table: str, suffix: str, moment: str, function: str) -> Trigger:
    name = f"{table}_{suffix}"
    body = REFUSE if function == "disclosures_ledger_refuse" else FORWARD
    return Trigger(
        table=table,
        name=name,
        create=(
            body,
            f"CREATE OR REPLACE TRIGGER {name} {moment.format(table=table)} EXECUTE FUNCTION {function}()",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        ),
        state=f"A {function} {_source(body)}",
    )


def _source(body: str) -> str:
    """Return the function's body as the catalogue keeps it, so that an emptied function is noticed."""
    return body.split("$$")[1]


def _all() -> Iterator[Trigger]:
    for table in (CHAIN, ENTRY, LEAF, CHECKPOINT):
        if table == CHAIN:
            changed = "BEFORE UPDATE ON {table} FOR EACH ROW WHEN (OLD.* IS DISTINCT FROM NEW.*)"
            yield _trigger(table, "no_update", changed, "disclosures_ledger_forward")
        else:
            yield _trigger(table, "no_update", "BEFORE UPDATE ON {table} FOR EACH ROW", "disclosures_ledger_refuse")
        yield _trigger(table, "no_delete", "BEFORE DELETE ON {table} FOR EACH ROW", "disclosures_ledger_refuse")
        yield _trigger(table, "no_truncate", "BEFORE TRUNCATE ON {table}", "disclosures_ledger_refuse")


DIALECT = Dialect(
    triggers=tuple(_all()),
    inspect="""
        SELECT class.relname, trigger.tgname, trigger.tgenabled || ' ' || proc.proname || ' ' || proc.prosrc
          FROM pg_trigger trigger
          JOIN pg_class class ON class.oid = trigger.tgrelid
          JOIN pg_proc proc ON proc.oid = trigger.tgfoid
         WHERE NOT trigger.tgisinternal
    """,
)
