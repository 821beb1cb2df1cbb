"""PostgreSQL's triggers: rows and TRUNCATE, ENABLE ALWAYS so that a session posing as a replica fires them too."""

from __future__ import annotations

from collections.abc import Iterator

from disclosures.ledger.trigger import Dialect, Trigger
from disclosures.models.ledger import LedgerChain, LedgerCheckpoint, LedgerEntry, LedgerLeaf
from disclosures.models.transparency_report import TransparencyReport

CHAIN, ENTRY, LEAF, CHECKPOINT, REPORT = (
    model._meta.db_table for model in (LedgerChain, LedgerEntry, LedgerLeaf, LedgerCheckpoint, TransparencyReport)
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


def _trigger(table: str, suffix: str, moment: str, function: str, *, body: str) -> Trigger:
    name = f"{table}_{suffix}"
    definition = f"TRIGGER {name} {moment} EXECUTE FUNCTION {function}()"
    create = (body, f"CREATE OR REPLACE {definition}", f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}")
    # The catalogue gives back definition and source: a condition that is never true or an emptied function is noticed.
    return Trigger(table=table, name=name, create=create, state=f"A CREATE {definition} {body.split('$$')[1]}")


def _all() -> Iterator[Trigger]:
    refuse = "disclosures_ledger_refuse"
    for table in (CHAIN, ENTRY, LEAF, CHECKPOINT, REPORT):
        update = f"BEFORE UPDATE ON {table} FOR EACH ROW"
        if table == CHAIN:
            update += " WHEN ((old.* IS DISTINCT FROM new.*))"
            yield _trigger(table, "no_update", update, "disclosures_ledger_forward", body=FORWARD)
        else:
            yield _trigger(table, "no_update", update, refuse, body=REFUSE)
        yield _trigger(table, "no_delete", f"BEFORE DELETE ON {table} FOR EACH ROW", refuse, body=REFUSE)
        yield _trigger(table, "no_truncate", f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT", refuse, body=REFUSE)


DIALECT = Dialect(
    triggers=tuple(_all()),
    inspect="""
        SELECT class.relname,
               trigger.tgname,
               trigger.tgenabled::text || ' ' || replace(pg_get_triggerdef(trigger.oid), space.nspname || '.', '')
                   || ' ' || proc.prosrc
          FROM pg_trigger trigger
          JOIN pg_class class ON class.oid = trigger.tgrelid
          JOIN pg_namespace space ON space.oid = class.relnamespace
          JOIN pg_proc proc ON proc.oid = trigger.tgfoid
         WHERE NOT trigger.tgisinternal
    """,
)
