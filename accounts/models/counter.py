"""Counters of rate limits, lock-outs and used codes: in the database, for a wiped cache must not unlock anything."""

from __future__ import annotations

from django.db import models

from accounts.classification import never_released, not_personal


class Counter(models.Model):
    """One counter until its end. The key is a keyed hash: it names no address and no person."""

    key = models.CharField(max_length=64, primary_key=True)
    value = models.JSONField()
    ends_at = models.DateTimeField(db_index=True)

    CLASSIFIED = {
        **never_released("keeps guessers out; a keyed hash of who tried", "key"),
        **not_personal("how often, and until when it counts", "value", "ends_at"),
    }

    def __str__(self) -> str:
        return f"counter {self.key[:8]}"
