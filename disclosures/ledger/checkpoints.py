"""Sealing: what has no place in the global log yet gets one, and a signed checkpoint states the whole log.

Ids have gaps and PostgreSQL commits out of their order, so the log's order is given here, once, and never changes.
"""

from __future__ import annotations

from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection, transaction

from disclosures.ledger import notes
from disclosures.ledger.merkle import Frontier
from disclosures.ledger.reading import CHUNK
from disclosures.models.ledger import LedgerCheckpoint, LedgerEntry, LedgerLeaf

ENTRIES = LedgerEntry._meta.db_table
LEAVES = LedgerLeaf._meta.db_table
# Within a chain ids grow with seq (the next entry is written after the last has committed), so the log keeps its order.
PLACE = f"""
    INSERT INTO {LEAVES} (log_index, entry_id, chain, seq, hash)
    SELECT %s - 1 + ROW_NUMBER() OVER (ORDER BY entry.id), entry.id, entry.chain, entry.seq, entry.hash
      FROM {ENTRIES} entry
     WHERE NOT EXISTS (SELECT 1 FROM {LEAVES} leaf WHERE leaf.entry_id = entry.id)
"""  # noqa: S608 - constants only


@transaction.atomic
def make(*, at: datetime, key: Ed25519PrivateKey) -> LedgerCheckpoint:
    """Seal every committed entry and return a checkpoint that covers them; the last one when nothing is new.

    Two at once: one wins, the other gets IntegrityError and has changed nothing.
    """
    last = newest()
    frontier = frontier_of(last)
    with connection.cursor() as cursor:
        cursor.execute(PLACE, [frontier.size])
    fresh = LedgerLeaf.objects.filter(log_index__gte=frontier.size).order_by("log_index")
    for leaf in fresh.values_list("hash", flat=True).iterator(chunk_size=CHUNK):
        frontier.add(bytes.fromhex(leaf))
    if last is not None and last.size == frontier.size:
        return last
    return LedgerCheckpoint.objects.create(
        size=frontier.size,
        root=frontier.root.hex(),
        note=notes.sign(notes.Statement(size=frontier.size, root=frontier.root), key=key),
        frontier=" ".join(peak.hex() for peak in frontier.peaks),
        made_at=at,
    )


def newest() -> LedgerCheckpoint | None:
    """Return the last checkpoint, if there is one."""
    return LedgerCheckpoint.objects.order_by("-size").first()


def frontier_of(checkpoint: LedgerCheckpoint | None) -> Frontier:
    """Return the tree's right edge at a checkpoint: where the next one goes on."""
    if checkpoint is None:
        return Frontier()
    return Frontier(size=checkpoint.size, peaks=[bytes.fromhex(peak) for peak in checkpoint.frontier.split()])
