"""SQLite's triggers. REPLACE deletes rows past UPDATE and DELETE triggers, so a third refuses what exists already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosures.ledger.trigger import Dialect, Trigger
from disclosures.models.ledger import LedgerChain, LedgerCheckpoint, LedgerEntry, LedgerLeaf
from disclosures.models.transparency_report import TransparencyReport

CHAIN, ENTRY, LEAF, CHECKPOINT, REPORT = (
    model._meta.db_table for model in (LedgerChain, LedgerEntry, LedgerLeaf, LedgerCheckpoint, TransparencyReport)
)
REFUSE = "SELECT RAISE(ABORT, 'the ledger is append-only');"
# What must be new in each table: every key on which REPLACE would delete the row that is there.
KEYS: dict[str, Sequence[Sequence[str]]] = {
    CHAIN: (("id",), ("name",)),
    ENTRY: (("id",), ("chain", "seq"), ("prev_hash",), ("hash",)),
    LEAF: (("log_index",), ("entry_id",)),
    CHECKPOINT: (("id",), ("size",)),
    REPORT: (("id",), ("half_year",)),
}
# A head may be locked (nothing changes) or moved by one, to an entry that is there.
ONLY_FORWARD = f"""
    (OLD.id, OLD.name, OLD.seq, OLD.head) IS NOT (NEW.id, NEW.name, NEW.seq, NEW.head)
    AND NOT (
        NEW.id = OLD.id AND NEW.name = OLD.name AND NEW.seq = OLD.seq + 1
        AND EXISTS (SELECT 1 FROM {ENTRY} WHERE chain = NEW.name AND seq = NEW.seq AND hash = NEW.head)
    )
"""  # noqa: S608 - constants only


def _trigger(table: str, suffix: str, moment: str, when: str = "") -> Trigger:
    name = f"{table}_{suffix}"
    condition = f" WHEN {when}" if when else ""
    state = f"CREATE TRIGGER {name} {moment} ON {table} FOR EACH ROW{condition} BEGIN {REFUSE} END"
    return Trigger(table=table, name=name, create=(f"DROP TRIGGER IF EXISTS {name}", state), state=state)


def _exists(table: str) -> str:
    """Return the condition that a row with one of the new row's keys is there already."""
    same = (" AND ".join(f"{column} = NEW.{column}" for column in key) for key in KEYS[table])
    return " OR ".join(f"EXISTS (SELECT 1 FROM {table} WHERE {one})" for one in same)  # noqa: S608 - constants only


def _all() -> Iterator[Trigger]:
    for table in KEYS:
        yield _trigger(table, "no_update", "BEFORE UPDATE", ONLY_FORWARD if table == CHAIN else "")
        yield _trigger(table, "no_delete", "BEFORE DELETE")
        yield _trigger(table, "no_replace", "BEFORE INSERT", _exists(table))


DIALECT = Dialect(
    triggers=tuple(_all()),
    inspect="SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'",
)
