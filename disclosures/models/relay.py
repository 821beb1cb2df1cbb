"""A message through the desk to the other side of a transaction, and its answer: neither learns who or where (P3f)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.domain.threads import RelayEnd
from disclosures.models.case import Case


class RelayQuerySet(models.QuerySet["Relay"]):
    """Facts about relayed messages."""

    def open(self) -> RelayQuerySet:
        """Not ended yet: waits for an answer, or for word whether the answer helped."""
        return self.filter(ended_at__isnull=True)

    def unanswered(self) -> RelayQuerySet:
        """Waits for the other side."""
        return self.open().filter(answered_at__isnull=True)


class Relay(models.Model):
    """One message. ``to`` is empty for somebody the desk does not know: the asker meets the same (DESIGN 5.9)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="relays")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="relayed"
    )
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    until = models.DateTimeField(help_text="When it ends without an answer.")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    helped_by = models.DateTimeField(
        null=True, blank=True, help_text="Until when the asker may say that the answer did not help."
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=16, blank=True)
    erased_at = models.DateTimeField(null=True, blank=True)

    objects = RelayQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_at__isnull=True), name="one_message_is_relayed_at_a_time"
            ),
            models.CheckConstraint(name="relay_ends_after_it_began", condition=Q(until__gt=F("at"))),
            models.CheckConstraint(
                name="relay_answer_has_its_clock",
                condition=Q(answered_at__isnull=True, helped_by__isnull=True, answer="")
                | Q(answered_at__isnull=False, helped_by__isnull=False, helped_by__gt=F("answered_at")),
            ),
            models.CheckConstraint(
                name="relay_ended_in_a_known_way",
                condition=Q(ended_at__isnull=True, end="") | Q(ended_at__isnull=False, end__in=[*RelayEnd]),
            ),
            models.CheckConstraint(
                name="relay_is_there_or_erased",
                condition=(Q(erased_at__isnull=True) & ~Q(text="") & (Q(answered_at__isnull=True) | ~Q(answer="")))
                | Q(erased_at__isnull=False, text="", answer="", ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"relayed message in case {self.case_id}"

    @property
    def due_at(self) -> datetime:
        """When it ends by its clock."""
        return self.helped_by or self.until
