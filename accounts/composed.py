"""Questions that are asked all the time: composed as SQL once, because composing costs Django more than asking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db import connection
from django.db.models import Expression, Field, QuerySet
from django.db.models.query import get_related_populators
from django.db.models.sql.compiler import SQLCompiler

Row = TypeVar("Row")


class Given(Expression):
    """Stands in a composed question for a value that comes with each asking."""

    def __init__(self, name: str, field: Field[Any, Any]) -> None:
        super().__init__(output_field=field)
        self.name = name

    def as_sql(self, compiler: SQLCompiler, connection: Any) -> tuple[str, tuple[Any, ...]]:  # noqa: ARG002 - Django's signature
        """Leaves a place in the text and itself among the parameters."""
        return "%s", (self,)


@dataclass(frozen=True, slots=True)
class Text(Generic[Row]):
    """A question in the words of one kind of database, and how its rows are read."""

    sql: str
    parameters: Sequence[Any]
    converters: Mapping[int, tuple[Sequence[Callable[[Any, Any, Any], Any]], Any]]
    read: Callable[[Sequence[Any]], Row]


class Composed(Generic[Row]):
    """A queryset with ``Given`` in its filters; ``rows`` asks it. Of models, or of tuples by ``values_list``."""

    def __init__(self, compose: Callable[[], QuerySet[Any, Row]]) -> None:
        self.compose = compose
        self.texts: dict[str, Text[Row]] = {}

    def rows(self, **given: Any) -> list[Row]:
        """Asks the database and returns all rows."""
        return ask(self.texts.get(connection.vendor) or self._text(), given)

    def first(self, **given: Any) -> Row | None:
        """Asks the database and returns the first row, or ``None``."""
        return next(iter(self.rows(**given)), None)

    def _text(self) -> Text[Row]:
        queryset = self.compose()
        compiler = queryset.query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        converters = compiler.get_converters([column[0] for column in compiler.select])
        text = Text(sql, parameters, converters, _reader(queryset, compiler))
        self.texts[connection.vendor] = text
        return text


def ask(text: Text[Row], given: Mapping[str, Any]) -> list[Row]:
    """Puts what is given into its places, asks the database and reads its rows."""
    parameters = [
        part.output_field.get_db_prep_save(given[part.name], connection) if isinstance(part, Given) else part
        for part in text.parameters
    ]
    with connection.cursor() as cursor:
        cursor.execute(text.sql, parameters)
        found = cursor.fetchall()
    return [text.read(_converted(row, text)) for row in found]


def _converted(row: Sequence[Any], text: Text[Any]) -> Sequence[Any]:
    values = list(row)
    for column, (converters, expression) in text.converters.items():
        for convert in converters:
            values[column] = convert(values[column], expression, connection)
    return values


def _reader(queryset: QuerySet[Any, Any], compiler: SQLCompiler) -> Callable[[Sequence[Any]], Any]:
    """What makes of a row what the queryset would: an instance with those it was joined with, or a tuple."""
    info = compiler.klass_info
    if info is None or not queryset.query.default_cols:
        return tuple
    model, columns = info["model"], info["select_fields"]
    first, end = columns[0], columns[-1] + 1
    names = [column[0].target.attname for column in compiler.select[first:end]]
    related = get_related_populators(info, compiler.select, connection.alias)  # type: ignore[call-arg]  # the stubs are of 6.1
    annotated = compiler.annotation_col_map or {}

    def read(row: Sequence[Any]) -> Any:
        instance = model.from_db(connection.alias, names, row[first:end])
        for populator in related:
            populator.populate(row, instance)
        for name, column in annotated.items():
            setattr(instance, name, row[column])
        return instance

    return read
