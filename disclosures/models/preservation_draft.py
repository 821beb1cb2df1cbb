"""A preservation as an officer writes it, question by question (P3c): nobody but its writer reads it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q


class PreservationDraft(models.Model):
    """What was answered so far. ``edition`` counts the saves, so that an older one never undoes a newer.

    Once asked it is a preservation of the same reference and says nothing any more; dropped, it says nothing either.
    """

    reference = models.CharField(max_length=14, unique=True)
    officer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="preservation_drafts")
    answers = models.JSONField(default=dict, help_text="By the name of the answer.")
    edition = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    preservation = models.OneToOneField(
        "disclosures.Preservation", null=True, blank=True, on_delete=models.PROTECT, related_name="draft"
    )
    dropped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="preservation_draft_is_asked_or_dropped",
                condition=Q(preservation__isnull=True) | Q(dropped_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_open(self) -> bool:
        """Neither asked nor dropped."""
        return self.preservation_id is None and self.dropped_at is None
