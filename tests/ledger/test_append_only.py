"""The wrong door is locked twice: Python refuses to change an entry, then the database does."""

import pytest
from django.db import DatabaseError, connection, transaction

from disclosures import ledger
from disclosures.ledger import checks, triggers_sqlite
from disclosures.models.append_only import AppendOnlyViolated
from disclosures.models.ledger import LedgerChain, LedgerCheckpoint, LedgerEntry, LedgerLeaf
from disclosures.models.transparency_report import TransparencyReport
from tests.ledger import damage
from tests.ledger.conftest import AT

MODELS = [LedgerEntry, LedgerLeaf, LedgerCheckpoint, TransparencyReport]
MODEL_OF = {model._meta.db_table: model for model in [LedgerChain, *MODELS]}
TABLES = list(MODEL_OF)
FRESH = {
    "id": "id + 100",
    "log_index": "log_index + 100",
    "entry_id": "entry_id + 100",
    "seq": "seq + 100",
    "size": "size + 100",
    "hash": "hash || 'x'",
    "prev_hash": "prev_hash || 'x'",
    "name": "name || 'x'",
    "frontier": "''",
    "made_at": "made_at",
    "half_year": "'2025-H2'",
    "published_at": "published_at",
}


def ways_around(table):
    """Each database's own ways to change rows past plain UPDATE and DELETE triggers."""
    columns = ", ".join(field.column for field in MODEL_OF[table]._meta.fields)
    if connection.vendor == "postgresql":
        yield f"TRUNCATE {table} CASCADE"
        yield (
            f"SET LOCAL session_replication_role = replica; UPDATE {table} SET hash = 'x'"
            if "entry" in table
            else (f"SET LOCAL session_replication_role = replica; DELETE FROM {table}")
        )
        yield f"INSERT INTO {table} SELECT * FROM {table} ON CONFLICT DO NOTHING; DELETE FROM ONLY {table}"
        return
    for recursive in ("ON", "OFF"):
        yield f"PRAGMA recursive_triggers = {recursive}"
        for verb in ("INSERT OR REPLACE", "REPLACE"):
            yield f"{verb} INTO {table} ({columns}) SELECT {columns} FROM {table}"
        for key in triggers_sqlite.KEYS[table]:  # only one key is the same, all else is new
            fresh = ", ".join(
                column if column in key else FRESH.get(column, "'x'")
                for column in (field.column for field in MODEL_OF[table]._meta.fields)
            )
            yield f"REPLACE INTO {table} ({columns}) SELECT {fresh} FROM {table}"
        yield f"UPDATE OR REPLACE {table} SET {columns.split(', ')[0]} = 77"
        upsert = f"ON CONFLICT DO UPDATE SET {columns.split(', ')[1]} = 9"
        yield f"INSERT INTO {table} ({columns}) SELECT {columns} FROM {table} WHERE true {upsert}"


@pytest.fixture
def rows(write, key):
    write(times=2)
    ledger.checkpoints.make(at=AT, key=key)
    TransparencyReport.objects.create(half_year="2026-H1", figures={}, published_at=AT)
    before = contents()
    yield before
    assert contents() == before


def contents():
    return [list(model.objects.order_by("pk").values()) for model in [LedgerChain, *MODELS]]


def assert_refused(sql, *values):
    with pytest.raises(DatabaseError), transaction.atomic():
        damage.run(sql, *values)


@pytest.mark.parametrize("model", MODELS)
def test_python_refuses_every_way_to_change_or_delete(rows, model):
    row = model.objects.first()
    for attempt in [
        row.save,
        row.delete,
        lambda: model(pk=row.pk).save(force_update=True),
        model.objects.update,
        model.objects.all().delete,
        model._base_manager.all().delete,
        model.objects.filter(pk=row.pk)._raw_delete,
        lambda: model.objects.bulk_update([row], ["hash"]),
        lambda: model.objects.update_or_create(pk=row.pk),
        lambda: model.objects.bulk_create([row], ignore_conflicts=True),
        lambda: model.objects.bulk_create([row], update_conflicts=True),
    ]:
        with pytest.raises((AppendOnlyViolated, TypeError)):
            attempt(*(["default"] if getattr(attempt, "__name__", "") == "_raw_delete" else []))


@pytest.mark.parametrize(
    ("table", "column"),
    [
        (TABLES[0], "head"),
        (TABLES[0], "name"),
        (TABLES[1], "text"),
        (TABLES[2], "hash"),
        (TABLES[3], "note"),
        (TABLES[4], "half_year"),
    ],
)
def test_the_database_refuses_update(rows, table, column):
    assert_refused(f"UPDATE {table} SET {column} = 'x'")


@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_delete(rows, table):
    assert_refused(f"DELETE FROM {table}")


@pytest.mark.parametrize("seq", [0, 1, 3, 4])
def test_a_head_never_goes_back_nor_jumps_nor_counts_what_is_not_there(rows, seq):
    assert_refused(f"UPDATE {TABLES[0]} SET seq = %s", seq)


@pytest.mark.parametrize("table", TABLES)
def test_the_database_refuses_its_own_ways_around(rows, table):
    for sql in ways_around(table):
        if sql.startswith("PRAGMA"):
            damage.run(sql)
        else:
            assert_refused(sql)
            assert contents() == rows, sql


def test_installing_again_changes_nothing_and_loses_nothing(rows):
    ledger.triggers.install(connection)
    assert not ledger.triggers.missing(connection)


def test_a_missing_trigger_is_reported_by_the_check_and_by_verification(rows):
    assert not checks.check_triggers(databases=["default"])
    damage.drop_triggers()
    names = {trigger.name for trigger in ledger.triggers.missing(connection)}
    assert len(names) == 15
    assert len(checks.check_triggers(databases=["default"])) == 15
    assert {finding.damage for finding in ledger.verify()} == {ledger.Damage.UNGUARDED}
    ledger.triggers.install(connection)
    assert not list(ledger.verify())


def test_a_trigger_that_was_replaced_by_an_idle_one_is_reported(rows):
    trigger = ledger.triggers.DIALECTS[connection.vendor].triggers[-1]
    if connection.vendor == "postgresql":
        damage.run(f"ALTER TABLE {trigger.table} DISABLE TRIGGER {trigger.name}")
        assert [missing.name for missing in ledger.triggers.missing(connection)] == [trigger.name]
        idle = trigger.create[1].replace("FOR EACH STATEMENT", "FOR EACH STATEMENT WHEN (false)")
        damage.run(idle)
        damage.run(trigger.create[2])
    else:
        damage.run(f"DROP TRIGGER {trigger.name}")
        damage.run(f"CREATE TRIGGER {trigger.name} BEFORE DELETE ON {trigger.table} BEGIN SELECT 1; END")
    assert [missing.name for missing in ledger.triggers.missing(connection)] == [trigger.name]
