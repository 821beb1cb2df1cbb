"""The ledger's five tables: entries, heads of chains, leaves of the global log, checkpoints, erasable proofs.

`disclosures.ledger` is the only code that writes them; SAFETY.md "Ledger" says why they look like this.
Uniqueness is declared as constraints, not on the fields: that would add a second, useless index on PostgreSQL.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models

from disclosures.models.append_only import AppendOnlyModel


class LedgerChain(models.Model):
    """The head of one chain: how many entries it has and the hash of the last. Only moves forward (trigger)."""

    name = models.CharField(max_length=120)
    seq = models.BigIntegerField()
    head = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["name"], name="ledger_chain_named_once"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="ledger_chain_not_empty"),
        ]

    def __str__(self) -> str:
        return f"{self.name} at {self.seq}"


class LedgerEntry(AppendOnlyModel):
    """One thing that happened. `text` is the exact canonical JSON that was hashed; the columns repeat parts of it."""

    chain = models.CharField(max_length=120)
    seq = models.BigIntegerField()
    event = models.CharField(max_length=60)
    text = models.TextField()
    prev_hash = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta(AppendOnlyModel.Meta):
        verbose_name_plural = "ledger entries"
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="ledger_entry_place_taken_once"),
            models.UniqueConstraint(fields=["prev_hash"], name="ledger_entry_followed_once"),
            models.UniqueConstraint(fields=["hash"], name="ledger_entry_hash_once"),
            models.CheckConstraint(condition=models.Q(seq__gte=1), name="ledger_entry_seq_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.event}"

    @property
    def content(self) -> dict[str, Any]:
        """The entry as data: schema, chain, seq, prev, event, actor, at, body, proofs."""
        content: dict[str, Any] = json.loads(self.text)
        return content


class LedgerLeaf(AppendOnlyModel):
    """The place of an entry in the global log (RFC 6962), given by sealing so that appending needs no global lock.

    It repeats what it seals, and its entry is no foreign key, so that an entry that vanished can still be named.
    """

    log_index = models.BigIntegerField(primary_key=True)
    entry_id = models.BigIntegerField()
    chain = models.CharField(max_length=120)
    seq = models.BigIntegerField()
    hash = models.CharField(max_length=64)

    class Meta(AppendOnlyModel.Meta):
        verbose_name_plural = "ledger leaves"
        constraints = [models.UniqueConstraint(fields=["entry_id"], name="ledger_leaf_entry_sealed_once")]

    def __str__(self) -> str:
        return f"{self.log_index}: {self.chain} {self.seq}"


class LedgerCheckpoint(AppendOnlyModel):
    """A signed statement of the whole log: so many leaves, this root. The `frontier` is where the next one goes on.

    (It is the tree's right edge: hex hashes, space between, largest subtree first.)
    """

    size = models.BigIntegerField()
    root = models.CharField(max_length=64)
    note = models.TextField()
    frontier = models.TextField(blank=True)
    made_at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        constraints = [models.UniqueConstraint(fields=["size"], name="ledger_checkpoint_size_once")]

    def __str__(self) -> str:
        return f"checkpoint of {self.size}"


class LedgerProof(models.Model):
    """Key and value behind a commitment in an entry. The only part of the ledger that may hold personal data.

    Deleting the row makes the commitment say nothing for good, and leaves the chain whole.
    """

    entry = models.ForeignKey(LedgerEntry, on_delete=models.PROTECT, related_name="proofs")
    name = models.CharField(max_length=60)
    key = models.BinaryField(max_length=32)
    value = models.TextField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "name"], name="ledger_proof_named_once")]

    def __str__(self) -> str:
        return f"proof of {self.name}"
