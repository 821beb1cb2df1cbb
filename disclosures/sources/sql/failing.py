"""What an error of a database means: it is away, or it refuses. The driver's own words quote rows and go nowhere."""

from __future__ import annotations

import sqlite3
from typing import Any

import sqlalchemy.exc

AWAY_STATES = ("08", "53", "57", "40", "55P03")
"""PostgreSQL: connections, resources, an operator or time-out that interfered, a lost race, a lock."""
AWAY_NUMBERS = frozenset({1040, 1053, 1205, 1213, 1317, 1969, 2003, 2006, 2013, 3024})
"""MySQL and MariaDB: too many connections, shutting down, locks, interrupted, out of time, server gone or lost."""
REFUSED_NUMBERS = frozenset({1044, 1045, 1049, 1698})
"""MySQL and MariaDB while connecting: no such user, password or database."""
AWAY_CODES = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_FULL,
    }
)


def is_away_while_connecting(error: sqlalchemy.exc.SQLAlchemyError) -> bool:
    """True unless the database says that it does not let us in."""
    return _number(error) not in REFUSED_NUMBERS


def is_away(error: sqlalchemy.exc.SQLAlchemyError) -> bool:
    """True for what passes by itself: a lost connection, a lock, a statement that took too long."""
    if isinstance(error, sqlalchemy.exc.DBAPIError) and error.connection_invalidated:
        return True
    original: Any = getattr(error, "orig", None)
    if isinstance(original, sqlite3.Error):
        return (getattr(original, "sqlite_errorcode", 0) or 0) & 0xFF in AWAY_CODES
    if number := _number(error):
        return number in AWAY_NUMBERS
    return (getattr(original, "sqlstate", None) or "").startswith(AWAY_STATES)


def _number(error: sqlalchemy.exc.SQLAlchemyError) -> int:
    """The number that MySQL's errors begin with; 0 for others."""
    arguments = getattr(getattr(error, "orig", None), "args", ())
    return arguments[0] if arguments and isinstance(arguments[0], int) else 0
