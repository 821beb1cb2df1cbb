"""Adding rows in one statement, composed once for each table and number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import AutoField, Field, Model


def insert(*rows: Model, unless: str = "") -> list[Any]:
    """Insert rows of one table, none of whose columns has a default of the database; return the keys of the inserted.

    ``unless`` is a unique column: a row whose value is there already is left out. Written out because Django's
    ``ignore_conflicts`` becomes INSERT OR IGNORE on SQLite, which would also swallow a violated CHECK.
    """
    model = type(rows[0])
    fields = _fields(model)
    values = [
        field.get_db_prep_save(getattr(row, field.attname), connection=connection) for row in rows for field in fields
    ]
    with connection.cursor() as cursor:
        cursor.execute(_text(model, len(rows), unless, connection.vendor), values)
        found = cursor.fetchall()
    key = model._meta.pk
    return [key.to_python(value) for (value,) in found]


@cache
def _fields(model: type[Model]) -> Sequence[Field[Any, Any]]:
    return [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]


def _column(field: Field[Any, Any]) -> str:
    return connection.ops.quote_name(str(field.column))


@cache
def _text(model: type[Model], count: int, unless: str, vendor: str) -> str:  # noqa: ARG001 - quotes differ by vendor
    quote = connection.ops.quote_name
    fields = _fields(model)
    row = f"({', '.join(['%s'] * len(fields))})"
    columns = ", ".join(_column(field) for field in fields)
    rest = f" ON CONFLICT ({quote(unless)}) DO NOTHING" if unless else ""
    rest += f" RETURNING {_column(model._meta.pk)}"
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES {', '.join([row] * count)}{rest}"  # noqa: S608 - names from the model
