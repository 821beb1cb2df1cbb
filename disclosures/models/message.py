"""What the desk and a party write to each other, and what staff write for themselves. Erasable; never in the ledger."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.domain.threads import Thread
from disclosures.models.case import Case


class Message(models.Model):
    """One message in the thread between the desk and one side of a case."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="messages")
    thread = models.CharField(max_length=12)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Which of those whose data is asked, where it is their thread.",
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    from_desk = models.BooleanField()
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "thread", "at"], name="message_in_its_thread")]
        constraints = [
            models.CheckConstraint(name="message_thread_is_known", condition=Q(thread__in=[*Thread])),
            models.CheckConstraint(
                name="message_to_a_subject_says_which", condition=Q(thread=Thread.SUBJECT) ^ Q(subject__isnull=True)
            ),
            models.CheckConstraint(name="message_is_there_or_erased", condition=Q(text="") ^ Q(erased_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"message in case {self.case_id}"


class CaseNote(models.Model):
    """What staff write for themselves; no party ever reads it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    mentions = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="mentioned_in", help_text="Whom it is to reach."
    )
    at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["case", "at"], name="note_in_its_case")]
        constraints = [
            models.CheckConstraint(name="note_is_there_or_erased", condition=Q(text="") ^ Q(erased_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"note in case {self.case_id}"
