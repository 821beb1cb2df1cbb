"""Complaints that stand on intellectual-property rights (P3e)."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.models.right import Right

SUIT_WINDOW = timedelta(days=15)
"""From the day the counter-statement reached the complainant; without word of a suit the complaint closes (P3e)."""


class Complaint(models.Model):
    """One complainant against one member. ``asked_at`` is the complainant's request that their details be passed on."""

    reference = models.CharField(max_length=80, unique=True)
    complainant = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="complaints")
    respondent_name = models.CharField(max_length=200, blank=True, help_text="As named in the complaint.")
    respondent = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="complaints_against",
        help_text="Empty when the desk knows nobody such: the complainant gets the same answer (DESIGN 5.9).",
    )
    right = models.ForeignKey(Right, on_delete=models.PROTECT, related_name="complaints")
    listings = models.JSONField(default=list)
    right_text = models.TextField(blank=True)
    statement = models.TextField(blank=True)
    good_faith_at = models.DateTimeField(null=True, blank=True, help_text="Stated by the complainant.")
    truth_at = models.DateTimeField(null=True, blank=True, help_text="Stated by the complainant.")
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    asked_at = models.DateTimeField(null=True, blank=True)
    pass_on = models.JSONField(default=list, help_text="What the complainant ticked beyond the default.")
    countered_at = models.DateTimeField(null=True, blank=True)
    counter_statement = models.TextField(blank=True)
    counter_reached_at = models.DateTimeField(
        null=True, blank=True, help_text="When it went to the complainant, with the respondent's consent."
    )
    suit_notified_at = models.DateTimeField(
        null=True, blank=True, help_text="Word of a suit or complaint stops the 15 days."
    )
    measures_lifted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="complaint_is_against_somebody_else", condition=~Q(complainant=F("respondent"))
            ),
            models.CheckConstraint(
                name="withdrawn_complaint_is_closed",
                condition=Q(withdrawn_at__isnull=True) | Q(closed_at__isnull=False),
            ),
            models.CheckConstraint(
                name="only_what_was_stated_reaches_the_complainant",
                condition=Q(counter_reached_at__isnull=True)
                | Q(countered_at__isnull=False, countered_at__lte=F("counter_reached_at")),
            ),
            models.CheckConstraint(
                name="word_of_a_suit_follows_the_counter_statement",
                condition=Q(suit_notified_at__isnull=True) | Q(counter_reached_at__isnull=False),
            ),
            models.CheckConstraint(
                name="measures_are_lifted_with_the_complaint",
                condition=Q(measures_lifted_at__isnull=True) | Q(closed_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def lapses_at(self) -> datetime | None:
        """When it closes by itself, unless word of a suit or complaint comes before."""
        if self.counter_reached_at is None or self.suit_notified_at is not None:
            return None
        return self.counter_reached_at + SUIT_WINDOW

    def is_open(self, *, at: datetime) -> bool:
        """Neither closed nor withdrawn nor lapsed, by the clock and not by the timer that marks it."""
        if self.closed_at is not None:  # closed is closed, also for a worker that began before
            return False
        return self.lapses_at is None or at < self.lapses_at
