"""Contracts under which a partner serves members, and the members' orders under them (P2a, P3b)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class EngagementQuerySet(models.QuerySet["Engagement"]):
    """Facts about engagements."""

    def signable(self, *, at: datetime) -> EngagementQuerySet:
        """Waiting for signatures: neither approved nor ended nor past its date."""
        in_time = Q(ends_at__isnull=True) | Q(ends_at__gt=at)
        return self.filter(in_time, approved_at__isnull=True, ended_at__isnull=True)


class Engagement(models.Model):
    """What one partner may receive for the orders it carries out, until when, and who approved it."""

    name = models.CharField(max_length=120, unique=True)
    partner = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="engagements")
    items = models.JSONField(default=list)
    assessment = models.CharField(max_length=120, blank=True, help_text="The impact assessment's reference.")
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    standing_at = models.DateTimeField(null=True, blank=True, help_text="The standing approval, signed once by two.")
    ends_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = EngagementQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="standing_approval_of_an_approved_engagement",
                condition=Q(standing_at__isnull=True) | Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_active(self, *, at: datetime) -> bool:
        """Approved, not ended, not past its date."""
        return (
            self.approved_at is not None
            and self.approved_at <= at
            and (self.ends_at is None or at < self.ends_at)
            and self.ended_at is None  # ended is ended, also for a worker that began before
        )


class EngagementSignature(models.Model):
    """One of the two who approve an engagement: a reviewer and a privacy officer, neither its proposer (P3b)."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    proposer = models.UUIDField(help_text="The natural person who proposed the engagement.")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["engagement", "role"], name="engagement_signed_once_per_role"),
            models.UniqueConstraint(fields=["engagement", "person"], name="engagement_signed_once_per_person"),
            models.CheckConstraint(name="nobody_approves_their_own_engagement", condition=~Q(person=F("proposer"))),
            models.CheckConstraint(
                name="engagement_signed_by_role", condition=Q(role__in=["reviewer", "privacy_officer"])
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} on engagement {self.engagement_id}"


class Order(models.Model):
    """One member's order that a partner carries out."""

    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="orders")
    member = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="orders")
    number = models.CharField(max_length=80, unique=True)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["engagement", "member"], name="order_of_member")]

    def __str__(self) -> str:
        return self.number
