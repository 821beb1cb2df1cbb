"""Decisions that a member broke a rule (P3d)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

APPEAL_WINDOW = timedelta(days=14)
"""From the decision; a finding nobody appealed is final after it (P3d)."""


class Finding(models.Model):
    """Rule, facts, evidence, when the acts happened, when and by whom it was decided, and what became of an appeal."""

    class Appeal(models.TextChoices):
        NONE = "none"
        PENDING = "pending"
        DISMISSED = "dismissed"
        UPHELD = "upheld"

    reference = models.CharField(max_length=80, unique=True)
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="findings")
    injured = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="injured_by")
    rule = models.CharField(max_length=200)
    facts = models.TextField(blank=True)
    evidence = models.TextField(blank=True)
    acted_from = models.DateTimeField()
    acted_to = models.DateTimeField()
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    appealed_at = models.DateTimeField(null=True, blank=True)
    appeal_reason = models.TextField(blank=True)
    appeal_decided_at = models.DateTimeField(null=True, blank=True)
    appeal_decision = models.TextField(blank=True, help_text="Why; for the file.")
    appeal = models.CharField(max_length=12, choices=Appeal.choices, default=Appeal.NONE)
    appeal_decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(name="finding_acts_have_a_time", condition=Q(acted_to__gt=F("acted_from"))),
            models.CheckConstraint(
                name="finding_appeal_is_known", condition=Q(appeal__in=["none", "pending", "dismissed", "upheld"])
            ),
            models.CheckConstraint(
                name="finding_appeal_decided_by_somebody_else",
                condition=Q(appeal_decided_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(appeal_decided_by=F("decided_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def appeal_until(self) -> datetime:
        """The end of the window, exclusive."""
        return self.decided_at + APPEAL_WINDOW

    def can_be_appealed(self, *, at: datetime) -> bool:
        """Inside the window, and not appealed yet."""
        return self.appeal == self.Appeal.NONE and at < self.appeal_until

    def is_final(self, *, at: datetime) -> bool:
        """No appeal and its window over, or the appeal dismissed by another person than the one who decided."""
        if self.appeal == self.Appeal.DISMISSED:
            return self.appeal_decided_by_id is not None and self.appeal_decided_by_id != self.decided_by_id
        return self.appeal == self.Appeal.NONE and self.appeal_until <= at
