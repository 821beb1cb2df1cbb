"""A complaint as it is being written, task by task (P3e): nobody but its writer reads it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class Grievance(models.Model):
    """What was answered so far. ``edition`` counts the saves, so that an older one never undoes a newer.

    Once filed it is a complaint of the same reference and says nothing any more; dropped, it says nothing either.
    """

    reference = models.CharField(max_length=80, unique=True)
    complainant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="grievances")
    answers = models.JSONField(default=dict, help_text="By the name of the answer.")
    edition = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    complaint = models.OneToOneField(
        "disclosures.Complaint", null=True, blank=True, on_delete=models.PROTECT, related_name="grievance"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grievance_is_filed_or_dropped",
                condition=Q(complaint__isnull=True) | Q(dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Neither filed nor dropped."""
        return self.complaint_id is None and self.dropped_at is None
