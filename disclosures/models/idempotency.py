"""What an `Idempotency-Key` stands for: one act of one person, begun and then answered (docs/decisions/0005)."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

REMEMBERED = timedelta(hours=24)
"""So long a request may be repeated under its key; no longer is its answer kept, which may name people."""


class IdempotencyKey(models.Model):
    """Written before the act, completed after it. In the database: what was done twice cannot be undone by a cache.

    ``at`` is the time the act itself is recorded under, and no two acts of a person share one: by it the ledger can
    say whether an act whose answer was lost was done.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body.")
    at = models.DateTimeField(help_text="When the act is recorded as done.")
    after_entry = models.BigIntegerField(help_text="The ledger's last entry when it began.")
    status = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Empty while in progress.")
    body = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=["at"], name="idempotency_key_by_age")]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="idempotency_key_used_once"),
            models.UniqueConstraint(fields=["user", "at"], name="acts_of_a_person_differ_in_time"),
            models.CheckConstraint(
                name="idempotent_answer_is_whole",
                condition=Q(status__isnull=True, body="") | (Q(status__isnull=False) & ~Q(body="")),
            ),
        ]

    def __str__(self) -> str:
        return f"idempotency key {self.pk}"
