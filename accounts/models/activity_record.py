"""What the policy does not cover: searches, posts, breaches and measures (P1x, class `outside_policy`)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.classification import CatalogueItem, Classified, NotPersonal


class ActivityRecord(models.Model):
    """One thing a member searched, posted or was measured for. Leaves only where a warrant names it (P1x, P3c)."""

    class Item(models.TextChoices):
        SEARCH_KEYWORDS = "search.keywords"
        POSTED_PARTICIPATION = "posted.participation"
        POSTED_TRANSACTIONS = "posted.transactions"
        POSTED_EVALUATIONS = "posted.evaluations"
        ENFORCEMENT_BREACHES = "enforcement.breaches"
        ENFORCEMENT_MEASURES = "enforcement.measures"

    subject = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="activity_records")
    item = models.CharField(max_length=30, choices=Item.choices)
    at = models.DateTimeField()
    text = models.TextField()

    CLASSIFIED: ClassVar[Classified] = {
        "id": NotPersonal("the row's own number"),
        "subject": NotPersonal("the account the row is about, an id"),
        "item": NotPersonal("a catalogue key"),
        "at": NotPersonal("the time of the text, released with it or not at all"),
        "text": CatalogueItem(tuple(Item.values)),
    }

    class Meta:
        indexes = [models.Index(fields=["subject", "item", "at"], name="activity_of_subject_item_at")]
        constraints = [
            models.CheckConstraint(
                name="activity_record_item_is_known",
                condition=Q(
                    item__in=[
                        "search.keywords",
                        "posted.participation",
                        "posted.transactions",
                        "posted.evaluations",
                        "enforcement.breaches",
                        "enforcement.measures",
                    ]
                ),
            ),
            models.CheckConstraint(name="activity_record_says_something", condition=Q(text__gt="")),
        ]

    def __str__(self) -> str:
        return f"activity record {self.pk}"
