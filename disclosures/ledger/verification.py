"""Verifying the whole ledger in constant memory: the locks, every chain, then the global log and its checkpoints."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import TypeAlias

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.db import connection

from disclosures.ledger import chain_walk, log_walk, triggers
from disclosures.ledger.findings import Damage, Finding
from disclosures.models.ledger import LedgerEntry, LedgerLeaf

Progress: TypeAlias = Callable[[int], None]


def verify(*, keys: Collection[Ed25519PublicKey] = (), progress: Progress | None = None) -> Iterator[Finding]:
    """Yield everything that is wrong, as it is found; nothing means the ledger is whole.

    `keys` are the checkpoints' public keys; without any, roots are compared but signatures are not. `progress` is told
    how many rows were read since it was told last (see `work_ahead`). Appends may go on meanwhile.
    """
    told = progress or (lambda _rows: None)
    for trigger in triggers.missing(connection):
        yield Finding(Damage.UNGUARDED, f"the trigger {trigger.name} on {trigger.table} is missing or changed")
    yield from chain_walk.walk(progress=told)
    yield from log_walk.walk(keys=keys, progress=told)


def verify_chain(name: str) -> list[Finding]:
    """Everything that is wrong with one chain; empty when it is whole."""
    return list(chain_walk.walk_one(name))


def work_ahead() -> int:
    """Count the rows that `verify` will read."""
    return LedgerEntry.objects.count() + LedgerLeaf.objects.count()
