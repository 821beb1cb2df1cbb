"""Connections to a platform's database: one for each visit, reading only, with time-outs on both sides.

No pool: a connection is shared by no threads, survives no fork, and holds nothing of the platform between two visits.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

DRIVERS: Mapping[str, str] = {
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "mysql": "mysql+pymysql",
    "mariadb": "mysql+pymysql",
    "sqlite": "sqlite",
}


@cache
def engine(address: str, timeout: int) -> sa.Engine:
    """What connects to the database; ``timeout`` in seconds, for connecting and for each statement.

    Raises ``KeyError``, ``ValueError`` or SQLAlchemy's own errors for an address that it cannot read.
    """
    url = sa.make_url(address)
    kind = DRIVERS[url.get_backend_name()]
    return OPTIONS[kind](url.set(drivername=kind), timeout)


def _create(url: sa.URL, **options: Any) -> sa.Engine:
    # An error quotes no parameters, and nothing is written to the log.
    return sa.create_engine(url, poolclass=sa.NullPool, hide_parameters=True, **options)


def _postgresql(url: sa.URL, timeout: int) -> sa.Engine:
    milliseconds = timeout * 1000
    settings = {
        "default_transaction_read_only": "on",
        "statement_timeout": milliseconds,
        "lock_timeout": milliseconds,
        "idle_in_transaction_session_timeout": 2 * milliseconds,
        "timezone": "UTC",
    }
    given = str(url.query.get("options", ""))
    options = " ".join([given, *(f"-c {name}={value}" for name, value in settings.items())]).strip()
    return _create(
        url.difference_update_query(["options"]),
        isolation_level="REPEATABLE READ",  # all that a release reads here is of one moment
        connect_args={"connect_timeout": max(timeout, 2), "options": options},
    ).execution_options(postgresql_readonly=True)


def _mysql(url: sa.URL, timeout: int) -> sa.Engine:
    made = _create(
        url,
        isolation_level="REPEATABLE READ",
        connect_args={"connect_timeout": timeout, "read_timeout": timeout + 1, "write_timeout": timeout + 1},
    )

    @sa.event.listens_for(made, "connect")
    def read_only(connection: Any, _: Any) -> None:
        limit = (
            f"max_statement_time={timeout}"
            if "MariaDB" in connection.get_server_info()
            else f"max_execution_time={timeout * 1000}"
        )
        with connection.cursor() as cursor:
            cursor.execute("SET SESSION TRANSACTION READ ONLY")
            cursor.execute(f"SET SESSION {limit}, time_zone='+00:00'")

    return made


def _sqlite(url: sa.URL, timeout: int) -> sa.Engine:
    file = sa.URL.create("sqlite", database=f"file:{url.database}", query={"mode": "ro", "uri": "true"})
    made = _create(file, connect_args={"timeout": timeout, "isolation_level": None})

    @sa.event.listens_for(made, "connect")
    def read_only(connection: sqlite3.Connection, _: Any) -> None:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA trusted_schema=OFF")

    @sa.event.listens_for(made, "begin")
    def begin(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN")  # else each statement would read of another moment

    @sa.event.listens_for(made, "before_cursor_execute")
    def limit(connection: sa.Connection, *_: Any) -> None:
        end = time.monotonic() + timeout
        raw: Any = connection.connection.driver_connection
        raw.set_progress_handler(lambda: time.monotonic() > end, PROGRESS)

    return made


PROGRESS = 10_000  # steps of SQLite's machine between two looks at the clock
OPTIONS: Mapping[str, Callable[[sa.URL, int], sa.Engine]] = {
    "postgresql+psycopg": _postgresql,
    "mysql+pymysql": _mysql,
    "sqlite": _sqlite,
}
