"""Raw rows, and what a refusal by one certain constraint looks like on either database."""

from __future__ import annotations

import re
from contextlib import contextmanager

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.db.models import UniqueConstraint

from tests.constraints.rows import Rows


@pytest.fixture
def rows(db) -> Rows:
    """People first: what is made inside a refused statement is undone with it."""
    made = Rows()
    assert len({made.one.pk, made.two.pk, made.three.pk}) == 3
    assert made.company.pk
    return made


def constraints():
    """Every named constraint of the desk's own tables, with its model."""
    return {
        constraint.name: (model, constraint)
        for model in apps.get_models()
        if model._meta.app_label in {"accounts", "disclosures"}
        for constraint in model._meta.constraints
    }


def words_of(name: str) -> str:
    """What the database says: SQLite names a broken uniqueness by its columns, everything else is named by name."""
    model, constraint = constraints()[name]
    if connection.vendor == "sqlite" and isinstance(constraint, UniqueConstraint):
        table = model._meta.db_table
        columns = [f"{table}.{model._meta.get_field(field).column}" for field in constraint.fields]
        # On the ledger's tables the trigger that keeps REPLACE out speaks first.
        return rf"UNIQUE constraint failed: {re.escape(', '.join(columns))}$|^the ledger is append-only$"
    return rf"\b{name}\b"


@contextmanager
def refused_by(name: str):
    with pytest.raises(IntegrityError, match=words_of(name)), transaction.atomic():
        yield
