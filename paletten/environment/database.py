"""Which database the desk uses: a SQLite file unless DATABASE_URL names another."""

from pathlib import Path
from typing import Any

import environ

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL",  # readers never wait for the writer
    "PRAGMA synchronous=FULL",  # a signature answered with 200 survives a power cut
    "PRAGMA recursive_triggers=ON",  # else INSERT OR REPLACE deletes a ledger row past its DELETE trigger
    "PRAGMA secure_delete=ON",  # a destroyed key is overwritten, not only unlinked
    "PRAGMA trusted_schema=OFF",  # a planted schema cannot call functions with side effects
)
POSTGRES_OPTIONS = (
    "-c statement_timeout=30000",  # no query of a page or a task is ever this slow: it is stuck
    "-c lock_timeout=10000",  # races are decided by conditional updates, which never wait this long
    "-c idle_in_transaction_session_timeout=60000",  # a frozen process must not hold rows for ever
)


def read_database(*, env: environ.Env, data_dir: Path) -> dict[str, Any]:
    """Return Django's description of the one database; the file need not exist yet."""
    database: dict[str, Any] = dict(env.db_url("DATABASE_URL", default=f"sqlite:///{data_dir / 'desk.sqlite3'}"))
    # Actions open their own durable transactions; a wrapper per request would forbid them and hide failed commits.
    database["ATOMIC_REQUESTS"] = False
    options: dict[str, Any] = dict(database.get("OPTIONS", {}))
    if database["ENGINE"] == "django.db.backends.sqlite3":
        database["ENGINE"] = "paletten.sqlite"
        # IMMEDIATE takes the write lock at BEGIN; deferred transactions failed 49 of 80 locked updates when tried.
        options |= {"transaction_mode": "IMMEDIATE", "init_command": ";".join(SQLITE_PRAGMAS), "timeout": 20}
    elif database["ENGINE"] == "django.db.backends.postgresql":
        options.setdefault("options", " ".join(POSTGRES_OPTIONS))
        options.setdefault("connect_timeout", 5)
        # The server plans a statement once for each connection: planning was half of its work for a release. Values
        # must then travel apart from the statement's text.
        options.setdefault("server_side_binding", True)
        options.setdefault("prepare_threshold", env.int("DESK_DATABASE_PREPARE_AFTER", default=3) or None)
        database["CONN_MAX_AGE"] = env.int("DESK_DATABASE_MAX_AGE", default=600)  # seconds; connecting costs 5-20 ms
        database["CONN_HEALTH_CHECKS"] = True  # a restarted server is noticed before the first query, not by it
    database["OPTIONS"] = options
    return database
