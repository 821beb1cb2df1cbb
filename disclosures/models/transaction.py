"""Transactions made on the platform, and what its own records say was performed (P3f)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class Transaction(models.Model):
    """A sale between two members, kept in step by the platform."""

    class Status(models.TextChoices):
        OPEN = "open"
        DISPUTE = "dispute"
        CLOSED = "closed"

    external_id = models.CharField(max_length=80, unique=True)
    buyer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="bought")
    seller = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="sold")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    closed_at = models.DateTimeField(null=True, blank=True)
    platform_version = models.BigIntegerField(default=0, help_text="Of the platform's last message: later ones win.")
    platform_digest = models.CharField(max_length=64, blank=True, help_text="Of that message, to know it again.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="transaction_has_two_parties", condition=~Q(buyer=F("seller"))),
            models.CheckConstraint(
                name="transaction_status_is_known", condition=Q(status__in=["open", "dispute", "closed"])
            ),
        ]

    def __str__(self) -> str:
        return self.external_id


class Performance(models.Model):
    """One thing a party did, by the platform's own records, never by the asker's word."""

    class Kind(models.TextChoices):
        PAYMENT_CAPTURED = "payment_captured"
        PARCEL_SCANNED = "parcel_scanned"
        SERVICE_DELIVERED = "service_delivered"

    transaction = models.ForeignKey(Transaction, on_delete=models.CASCADE, related_name="performances")
    party = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="performances")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    is_partial = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="performance_kind_is_known",
                condition=Q(kind__in=["payment_captured", "parcel_scanned", "service_delivered"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} in {self.transaction_id}"
