"""A sign of life of each process that works in the background: who, and when last, by the database's clock."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class Heartbeat(models.Model):
    """One row for each process by its name; one that is told to stop takes its row along."""

    class Kind(models.TextChoices):
        WORKER = "worker"
        BEAT = "beat"

    name = models.CharField(primary_key=True, max_length=200)
    kind = models.CharField(max_length=6, choices=Kind.choices)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="heartbeat_kind_is_known", condition=Q(kind__in=["worker", "beat"])),
        ]

    def __str__(self) -> str:
        return self.name
