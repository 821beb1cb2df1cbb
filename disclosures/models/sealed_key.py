"""The keys of sealed packages, in small tables of their own so that a destroyed key can be vacuumed away."""

from __future__ import annotations

from django.db import models
from django.db.models import Q


class SealedKey(models.Model):
    """The wrapped key of one release. Without its row the package is noise (DESIGN 5.8)."""

    release = models.OneToOneField(
        "disclosures.Release", primary_key=True, on_delete=models.PROTECT, related_name="sealed_key"
    )
    wrapped_key = models.BinaryField(max_length=64)
    wrapped_by = models.CharField(max_length=40, help_text="Id of the wrapping key; the key itself is never here.")

    class Meta:
        constraints = [models.CheckConstraint(name="sealed_key_names_its_wrapper", condition=~Q(wrapped_by=""))]

    def __str__(self) -> str:
        return f"key of release {self.release_id}"


class ShreddedRelease(models.Model):
    """A release whose key was destroyed. No foreign key: a restored backup may lack the release, or have its key."""

    release_id = models.CharField(max_length=64, primary_key=True)
    shredded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"release {self.release_id} shredded"
