"""The review of a release that the lot fell on: whose it is, until when, and what came of it (P3b)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.models.release import Release


class DrawnReviewQuerySet(models.QuerySet["DrawnReview"]):
    """Facts about drawn reviews."""

    def waiting(self) -> DrawnReviewQuerySet:
        """Without a result."""
        return self.filter(done_at__isnull=True)


class DrawnReview(models.Model):
    """One release in twenty of those that only a standing approval has signed."""

    class Result(models.TextChoices):
        IN_ORDER = "in_order"
        OBJECTION = "objection"

    release = models.OneToOneField(Release, primary_key=True, on_delete=models.PROTECT, related_name="drawn_review")
    filer = models.UUIDField(help_text="The natural person who filed.")
    drawn_at = models.DateTimeField()
    due_at = models.DateTimeField()
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Drawn too; empty where nobody was free to do it.",
    )
    result = models.CharField(max_length=12, blank=True, choices=Result.choices)
    words = models.TextField(blank=True, help_text="What was found; for the file.")
    done_at = models.DateTimeField(null=True, blank=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.UUIDField(null=True, blank=True, help_text="The natural person who did it.")

    objects = DrawnReviewQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="drawn_review_has_time", condition=Q(due_at__gt=F("drawn_at"))),
            models.CheckConstraint(
                name="drawn_review_is_done_by_somebody_with_a_result",
                condition=Q(done_at__isnull=True, done_by__isnull=True, person__isnull=True, result="")
                | Q(
                    done_at__isnull=False,
                    done_by__isnull=False,
                    person__isnull=False,
                    result__in=["in_order", "objection"],
                ),
            ),
            models.CheckConstraint(
                name="nobody_reviews_what_they_filed", condition=Q(person__isnull=True) | ~Q(person=F("filer"))
            ),
            models.CheckConstraint(
                name="objection_to_a_release_says_why", condition=~Q(result="objection") | ~Q(words="")
            ),
        ]

    def __str__(self) -> str:
        return f"review of {self.release_id}"
