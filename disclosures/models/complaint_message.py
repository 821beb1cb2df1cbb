"""What the desk and a complainant write to each other about a complaint. Erasable; never in the ledger (P3e)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.complaint import Complaint


class ComplaintMessage(models.Model):
    """One message between the desk and who complains; the one complained about is no part of it and reads none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    complaint = models.ForeignKey(Complaint, on_delete=models.PROTECT, related_name="messages")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_desk = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["complaint", "at"], name="message_of_its_complaint")]
        constraints = [
            models.CheckConstraint(
                name="complaint_message_is_there_or_erased", condition=Q(text="") ^ Q(erased_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"message of complaint {self.complaint_id}"
