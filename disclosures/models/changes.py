"""Conditional updates that every job makes: composed as SQL once, and answered with what was changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.db.models.sql import UpdateQuery

from accounts import composed
from accounts.composed import Text


class Change:
    """Updates the rows of a queryset with ``Given`` in its filters and in what is set; taking a row is changing it."""

    def __init__(
        self,
        compose: Callable[[], QuerySet[Any, Any]],
        *,
        to: Callable[[], Mapping[str, Any]],
        answer: tuple[str, ...] = ("pk",),
    ) -> None:
        self.compose = compose
        self.to = to
        self.answer = answer
        self.texts: dict[str, Text[tuple[Any, ...]]] = {}

    def make(self, **given: Any) -> list[tuple[Any, ...]]:
        """Change what still answers to the filters; return the columns of ``answer``, as they are now, of each row."""
        text = self.texts.get(connection.vendor) or self._text()
        return composed.ask(text, given)

    def _text(self) -> Text[tuple[Any, ...]]:
        queryset = self.compose()
        query: UpdateQuery = queryset.query.chain(UpdateQuery)  # type: ignore[assignment]  # the stubs forget the class
        query.add_update_values(dict(self.to()))
        compiler = query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        meta = queryset.model._meta
        fields = [meta.pk if name == "pk" else meta.get_field(name) for name in self.answer]
        columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
        converters = compiler.get_converters([field.get_col(meta.db_table) for field in fields])
        text = Text(f"{sql} RETURNING {columns}", parameters, converters, tuple)
        self.texts[connection.vendor] = text
        return text
