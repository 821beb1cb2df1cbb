"""What an emergency's release still owes: a full review within a day, and a formal instrument within five (P3c)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.models.release import Release


class EmergencyFollowUpQuerySet(models.QuerySet["EmergencyFollowUp"]):
    """Facts about follow-ups."""

    def unreviewed(self) -> EmergencyFollowUpQuerySet:
        """Without a review, however late it is."""
        return self.filter(reviewed_at__isnull=True)

    def unpapered(self) -> EmergencyFollowUpQuerySet:
        """Still waiting for a formal instrument, however late it is."""
        return self.filter(instrument_ended_at__isnull=True)

    def without_paper(self, *, at: datetime) -> EmergencyFollowUpQuerySet:
        """Whose formal instrument did not come in its time."""
        late = Q(instrument_ended_at__isnull=True, instrument_due_at__lte=at)
        return self.filter(late | Q(instrument_end=EmergencyFollowUp.InstrumentEnd.NEVER_CAME))


class EmergencyFollowUp(models.Model):
    """One for each emergency's release. The review sets when the member's hold ends; no paper ever ends it silently."""

    class Result(models.TextChoices):
        CONFIRMED = "confirmed"
        REVOKED = "revoked"

    class InstrumentEnd(models.TextChoices):
        ACCEPTED = "accepted"
        NEVER_CAME = "never_came"
        REVOKED = "revoked"

    release = models.OneToOneField(
        Release, primary_key=True, on_delete=models.PROTECT, related_name="emergency_follow_up"
    )
    filer = models.UUIDField(help_text="The natural person who filed.")
    first_signer = models.UUIDField(help_text="The natural person of the first signature.")
    second_signer = models.UUIDField(help_text="The natural person of the second signature.")
    released_at = models.DateTimeField()

    review_due_at = models.DateTimeField()
    hold_latest_at = models.DateTimeField(help_text="The latest end of the member's hold that a review can set.")
    result = models.CharField(max_length=12, blank=True, choices=Result.choices)
    words = models.TextField(blank=True, help_text="What the review found; for the file.")
    hold_until = models.DateTimeField(null=True, blank=True, help_text="As the review set it.")
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reviewer = models.UUIDField(null=True, blank=True, help_text="The natural person who reviewed.")

    instrument_due_at = models.DateTimeField()
    instrument_end = models.CharField(max_length=12, blank=True, choices=InstrumentEnd.choices)
    instrument_words = models.TextField(blank=True, help_text="Why nobody waits for it any more; for the file.")
    instrument_ended_at = models.DateTimeField(null=True, blank=True)
    instrument_ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = EmergencyFollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="follow_up_has_time",
                condition=Q(
                    review_due_at__gt=F("released_at"),
                    instrument_due_at__gt=F("released_at"),
                    hold_latest_at__gt=F("released_at"),
                ),
            ),
            models.CheckConstraint(name="emergency_is_signed_by_two", condition=~Q(first_signer=F("second_signer"))),
            models.CheckConstraint(
                name="emergency_is_reviewed_by_somebody_with_a_result",
                condition=Q(
                    reviewed_at__isnull=True,
                    reviewed_by__isnull=True,
                    reviewer__isnull=True,
                    hold_until__isnull=True,
                    result="",
                    words="",
                )
                | (
                    Q(
                        reviewed_at__isnull=False,
                        reviewed_by__isnull=False,
                        reviewer__isnull=False,
                        hold_until__isnull=False,
                        result__in=["confirmed", "revoked"],
                    )
                    & ~Q(words="")
                ),
            ),
            models.CheckConstraint(
                name="emergency_is_reviewed_by_who_did_not_sign",
                condition=Q(reviewer__isnull=True)
                | (~Q(reviewer=F("filer")) & ~Q(reviewer=F("first_signer")) & ~Q(reviewer=F("second_signer"))),
            ),
            models.CheckConstraint(
                name="emergency_hold_ends_in_time",
                condition=Q(hold_until__isnull=True) | Q(hold_until__lte=F("hold_latest_at")),
            ),
            models.CheckConstraint(
                name="instrument_is_ended_by_somebody",
                condition=Q(instrument_ended_at__isnull=True, instrument_ended_by__isnull=True, instrument_end="")
                | Q(
                    instrument_ended_at__isnull=False,
                    instrument_ended_by__isnull=False,
                    instrument_end__in=["accepted", "never_came", "revoked"],
                ),
            ),
            models.CheckConstraint(
                name="instrument_that_never_came_says_why",
                condition=~Q(instrument_end="never_came") | ~Q(instrument_words=""),
            ),
        ]

    def __str__(self) -> str:
        return f"follow-up of {self.release_id}"
