"""The sealed snapshot of a preservation and its key, in a small table of its own so that it can be vacuumed away."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from disclosures.models.preservation import Preservation


class Snapshot(models.Model):
    """One sealed package, whatever is in it. Nobody opens it before a release draws on it (DESIGN 5.1)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    preservation = models.OneToOneField(Preservation, on_delete=models.PROTECT, related_name="snapshot")
    package = models.CharField(max_length=80, unique=True, help_text="Opaque name of the sealed file.")
    sha256 = models.CharField(max_length=64, help_text="Of the sealed file.")
    taken_at = models.DateTimeField()
    destroyed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"snapshot of preservation {self.preservation_id}"


class SnapshotKey(models.Model):
    """The wrapped key of one snapshot. Without its row the file is noise."""

    snapshot = models.OneToOneField(Snapshot, primary_key=True, on_delete=models.PROTECT, related_name="key")
    wrapped_key = models.BinaryField(max_length=64)
    wrapped_by = models.CharField(max_length=40, help_text="Id of the wrapping key; the key itself is never here.")

    class Meta:
        constraints = [models.CheckConstraint(name="snapshot_key_names_its_wrapper", condition=~Q(wrapped_by=""))]

    def __str__(self) -> str:
        return f"key of snapshot {self.snapshot_id}"


class ShreddedSnapshot(models.Model):
    """A snapshot whose key was destroyed. No foreign key: a restored backup may lack the snapshot, or have its key."""

    snapshot_id = models.CharField(max_length=64, primary_key=True)
    shredded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"snapshot {self.snapshot_id} shredded"
