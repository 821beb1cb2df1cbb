"""Chains: their names, and taking one for appending by an UPDATE of its head row, on both databases."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db import connection, models

from disclosures.models.ledger import LedgerChain

KIND = re.compile(r"[a-z][a-z_]{0,39}")
IDENT = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")

HEADS = LedgerChain._meta.db_table
# A no-op update takes the row (PostgreSQL) or the write lock (SQLite) and brings the head home in one statement.
LOCK = f"UPDATE {HEADS} SET seq = seq WHERE name = %s RETURNING seq, head"  # noqa: S608 - constants only
START = f"INSERT INTO {HEADS} (name, seq, head) VALUES (%s, %s, %s) ON CONFLICT DO NOTHING"  # noqa: S608 - our table
ADVANCE = f"UPDATE {HEADS} SET seq = %s, head = %s WHERE name = %s"  # noqa: S608 - our table


@dataclass(frozen=True, slots=True)
class Chain:
    """One sequence of entries: everything that happened to one thing, named by kind and opaque id."""

    kind: str
    ident: str

    def __post_init__(self) -> None:
        if not KIND.fullmatch(self.kind) or not IDENT.fullmatch(self.ident):
            raise ValueError("A chain is named by a kind and an opaque id")

    @property
    def name(self) -> str:
        """How the chain is called in entries, exports and findings."""
        return f"{self.kind}:{self.ident}"


def chain_of(thing: models.Model) -> Chain:
    """Return the chain of a model instance: its model's name in snake case and its primary key."""
    return Chain(kind=HUMP.sub("_", type(thing).__name__).lower(), ident=str(thing.pk))


@dataclass(frozen=True, slots=True)
class Head:
    """The last entry of a chain, as read under its lock."""

    seq: int
    hash: str


def take(*, chain: Chain) -> Head | None:
    """Lock a chain until the transaction ends and return its head, or None when it has no entry yet."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [chain.name])
        row = cursor.fetchone()
    return Head(*row) if row else None


def start(*, chain: Chain, first: Head) -> bool:
    """Create a chain with its first entries' last hash as head. False when somebody else was first: take it instead."""
    with connection.cursor() as cursor:
        cursor.execute(START, [chain.name, first.seq, first.hash])
        return bool(cursor.rowcount == 1)


def advance(*, chain: Chain, head: Head) -> None:
    """Move the head to the entry that was just written."""
    with connection.cursor() as cursor:
        cursor.execute(ADVANCE, [head.seq, head.hash, chain.name])
