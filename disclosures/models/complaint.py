"""Intellectual-property rights and the complaints that stand on them (P3e)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Right(models.Model):
    """A right with its proof; ``agent_until`` is set when its holder at the desk is the owner's agent."""

    reference = models.CharField(max_length=80, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rights")
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=80)
    office = models.CharField(max_length=80)
    right_class = models.CharField(max_length=40, blank=True)
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    proven_at = models.DateTimeField(null=True, blank=True)
    agent_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(name="right_is_valid_for_a_time", condition=Q(valid_to__gt=F("valid_from"))),
        ]

    def __str__(self) -> str:
        return self.reference

    def qualifies(self, *, at: datetime) -> bool:
        """Proven, valid on the day, and the agency, if any, not over."""
        return (
            self.proven_at is not None
            and self.valid_from <= at < self.valid_to
            and (self.agent_until is None or at < self.agent_until)
        )


class Complaint(models.Model):
    """One complainant against one member. ``asked_at`` is the complainant's request that their details be passed on."""

    reference = models.CharField(max_length=80, unique=True)
    complainant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="complaints")
    respondent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="complaints_against"
    )
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="complaints")
    listings = models.JSONField(default=list)
    right_text = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    pass_on = models.JSONField(default=list, help_text="What the complainant ticked beyond the default.")
    countered_at = models.DateTimeField(null=True, blank=True)
    counter_statement = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="complaint_is_against_somebody_else", condition=~Q(complainant=F("respondent"))
            ),
            models.CheckConstraint(
                name="withdrawn_complaint_is_closed",
                condition=Q(withdrawn_at__isnull=True) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
