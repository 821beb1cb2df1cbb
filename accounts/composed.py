"""Questions that are asked all the time: composed as SQL once, because composing costs Django more than asking."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
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
    is_guarded: bool = False


class Composed(Generic[Row]):
    """A queryset with ``Given`` in its filters; ``rows`` asks it. Of models, or of tuples by ``values_list``.

    ``guarded`` says that who changes these rows also changes another row, whose taking shows that they are the same.
    """

    def __init__(self, compose: Callable[[], QuerySet[Any, Row]], *, guarded: bool = False) -> None:
        self.compose = compose
        self.guarded = guarded
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
        text = Text(sql, parameters, converters, _reader(queryset, compiler), self.guarded)
        self.texts[connection.vendor] = text
        return text


def ask(text: Text[Row], given: Mapping[str, Any]) -> list[Row]:
    """Puts what is given into its places, asks the database and reads its rows."""
    parameters = [
        part.output_field.get_db_prep_save(given[part.name], connection) if isinstance(part, Given) else part
        for part in text.parameters
    ]
    found = _answer(text.sql, parameters)
    heard = _listener.get()
    if heard is not None:
        heard.take(text, parameters, found)
    return [text.read(_converted(row, text)) for row in found]


def _answer(sql: str, parameters: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows


@dataclass(slots=True)
class Heard:
    """What was asked while somebody listened, and the rows that came."""

    answers: list[tuple[str, Sequence[Any], list[tuple[Any, ...]]]] = field(default_factory=list)
    guarded: int = 0
    statements: int = 0

    def take(self, text: Text[Any], parameters: Sequence[Any], rows: list[tuple[Any, ...]]) -> None:
        """Keeps an answer to be asked for again, unless something else guards it."""
        if text.is_guarded:
            self.guarded += 1
        else:
            self.answers.append((text.sql, parameters, rows))

    @property
    def is_all(self) -> bool:
        """True when nothing else was asked meanwhile: no queryset, which is not composed."""
        return self.statements == len(self.answers) + self.guarded

    def is_still_so(self) -> bool:
        """Asks the same again: true when every answer is the same rows. Whatever was made of them is then the same."""
        return all(_answer(sql, parameters) == found for sql, parameters, found in self.answers)


_listener: ContextVar[Heard | None] = ContextVar("composed_listener", default=None)


@contextmanager
def listening() -> Iterator[Heard]:
    """Keeps what is asked inside, with its answers."""
    heard = Heard()

    def count(execute: Callable[..., Any], *statement: Any) -> Any:
        heard.statements += 1
        return execute(*statement)

    token = _listener.set(heard)
    try:
        with connection.execute_wrapper(count):
            yield heard
    finally:
        _listener.reset(token)


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
