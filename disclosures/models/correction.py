"""What changed at the platform after it left, and when its recipient was told so; never what it was or is."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.release import Release


class Correction(models.Model):
    """One item of one member in one release, changed or erased by one message of the platform."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="corrections")
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    item = models.CharField(max_length=64)
    platform_version = models.BigIntegerField(help_text="Of the platform's message.")
    at = models.DateTimeField(help_text="When it changed here, and the notice was promised.")

    class Meta:
        ordering = ["at", "item"]
        constraints = [
            models.UniqueConstraint(
                fields=["release", "subject", "item", "platform_version"], name="a_change_is_told_once"
            ),
            models.CheckConstraint(name="correction_names_an_item", condition=~Q(item="")),
        ]

    def __str__(self) -> str:
        return f"{self.item} of release {self.release_id}"
