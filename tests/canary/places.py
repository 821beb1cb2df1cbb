"""Every place where something of a case could lie: tables, files and their names, the broker, the mails."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from django.db import connection
from valkey import Valkey


def tables(*, but: frozenset[str]) -> Iterator[tuple[str, str]]:
    """The text of every row of every table except those named."""
    with connection.cursor() as cursor:
        for table in set(connection.introspection.table_names(cursor)) - but:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            for row in cursor.fetchall():
                yield table, " ".join(_text(value) for value in row)


def _text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return bytes(value).decode("utf-8", "surrogateescape")
    return str(value)


def files(folder: Path, *, but: str) -> Iterator[tuple[str, bytes]]:
    """Name and content of every file, except those whose name begins with `but` (the database itself)."""
    for path in folder.rglob("*"):
        if path.is_file() and not path.name.startswith(but):
            yield str(path.relative_to(folder)), path.name.encode() + b"\n" + path.read_bytes()


def broker(client: Valkey) -> Iterator[tuple[str, str]]:
    """Every key of the broker with what it holds."""
    read = {
        b"list": lambda key: client.lrange(key, 0, -1),
        b"hash": client.hgetall,
        b"set": client.smembers,
        b"zset": lambda key: client.zrange(key, 0, -1, withscores=True),
        b"string": client.get,
    }
    for key in client.scan_iter():
        kind = client.type(key)
        kind = kind if isinstance(kind, bytes) else kind.encode()
        yield str(key), f"{key!r} {read[kind](key)!r}"
