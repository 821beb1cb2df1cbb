"""The SQL that the desk's own tables really receive, as the database says: no column of what is withheld."""

from __future__ import annotations

import re

import pytest
from django.db import connection

from disclosures.domain.catalogue import ItemKey
from disclosures.sources.desk import DeskTables
from disclosures.sources.shelves import COMPLAINT_COLUMNS, SHELVES
from tests.cast import BASES, a_case

COLUMNS_OF = {
    key: {*shelf.columns, *([shelf.time_column] if shelf.time_column else [])} for key, shelf in SHELVES.items()
}
for key, column in COMPLAINT_COLUMNS.items():
    COLUMNS_OF[key] |= {column}
EVERY = frozenset().union(*COLUMNS_OF.values())


@pytest.fixture
def heard(monkeypatch, db):
    """What the database says it received while a release was collected: PostgreSQL by its log, SQLite by its trace."""
    said: list[str] = []
    really = DeskTables.collect

    def collect(source, **words):
        raw = connection.connection
        if connection.vendor == "sqlite":
            raw.set_trace_callback(said.append)
        else:
            raw.add_notice_handler(hear)
            raw.execute("SET LOCAL log_statement = 'all'")
            raw.execute("SET LOCAL client_min_messages = 'log'")
        try:
            return really(source, **words)
        finally:
            if connection.vendor == "sqlite":
                raw.set_trace_callback(None)
            else:
                raw.execute("SET LOCAL client_min_messages = 'notice'")
                raw.execute("SET LOCAL log_statement = 'none'")
                raw.remove_notice_handler(hear)

    def hear(notice):
        said.append(notice.message_primary)

    monkeypatch.setattr(DeskTables, "collect", collect)
    return said


@pytest.mark.parametrize("basis", BASES)
def test_a_partial_release_names_no_column_of_what_is_withheld(heard, basis):
    case = a_case(basis, asks=[key.value for key in ItemKey]).approved()
    assert heard == []

    case.worked()

    rows = case.release.manifest["items"]
    read = {ItemKey(row["item"]) for row in rows if row["detail"] != "none" or row["reason"] == "not_held"}
    allowed = frozenset().union(*(COLUMNS_OF[key] for key in read))
    named = {word for statement in heard for word in re.findall(r'"(\w+)"', statement)} & EVERY
    assert named
    assert named <= allowed
    assert EVERY - allowed
