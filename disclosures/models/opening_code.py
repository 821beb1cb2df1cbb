"""A code that a recipient asked for before their browser opens a release (docs/decisions/0040-the-code.md)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.release import Release


class OpeningCodeQuerySet(models.QuerySet["OpeningCode"]):
    """Facts about codes."""

    def standing(self) -> OpeningCodeQuerySet:
        """Neither spent nor replaced by a newer one; whether its time is over is compared with the clock."""
        return self.filter(spent_at__isnull=True, voided_at__isnull=True)


class OpeningCode(models.Model):
    """One code for one release and one person. The code itself is nowhere: it is a keyed hash of this row's id."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="codes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    voided_at = models.DateTimeField(null=True, blank=True)
    spent_at = models.DateTimeField(null=True, blank=True)
    browser = models.CharField(max_length=64, blank=True, help_text="Keyed hash of the session it was typed in.")

    objects = OpeningCodeQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["release", "by"],
                condition=Q(spent_at__isnull=True, voided_at__isnull=True),
                name="one_code_of_a_person_stands",
            ),
            models.CheckConstraint(name="code_is_tried_five_times", condition=Q(tries__lte=5)),
            models.CheckConstraint(
                name="code_is_spent_in_a_browser",
                condition=Q(spent_at__isnull=True, browser="")
                | (
                    Q(spent_at__isnull=False, sent_at__isnull=False, voided_at__isnull=True, tries__gt=0)
                    & ~Q(browser="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"code for release {self.release_id}"
