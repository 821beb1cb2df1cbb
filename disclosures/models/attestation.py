"""What a partner owes when access ends: word that everything it received is deleted (P2a, P3b)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.models.engagement import Engagement
from disclosures.models.release import Release


class AttestationQuerySet(models.QuerySet["Attestation"]):
    """Facts about attestations."""

    def owed(self) -> AttestationQuerySet:
        """Not given, late or not."""
        return self.filter(attested_at__isnull=True)

    def waiting(self) -> AttestationQuerySet:
        """Not given, and its time to be given is not over for good."""
        return self.owed().filter(lapsed_at__isnull=True)

    def standing(self) -> AttestationQuerySet:
        """Given, and nobody set it aside."""
        return self.filter(attested_at__isnull=False, set_aside_at__isnull=True)


class Attestation(models.Model):
    """Owed for all accesses under one engagement that ended at one moment; given once, or set aside and owed anew."""

    reference = models.CharField(max_length=14, unique=True)
    engagement = models.ForeignKey(Engagement, on_delete=models.PROTECT, related_name="attestations")
    owed_at = models.DateTimeField(help_text="When the access ended.")
    due_at = models.DateTimeField()
    covers = models.PositiveIntegerField(default=1, help_text="How many releases.")
    instead_of = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="again", help_text="What was set aside."
    )
    attested_at = models.DateTimeField(null=True, blank=True)
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(blank=True, help_text="What was deleted, and how.")
    paper = models.CharField(max_length=200, blank=True, help_text="The partner's letter, where a person entered it.")
    lapsed_at = models.DateTimeField(null=True, blank=True, help_text="Late for so long that nobody waits any more.")
    set_aside_at = models.DateTimeField(null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_aside_because = models.TextField(blank=True)

    objects = AttestationQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["due_at"], condition=Q(attested_at__isnull=True), name="attestation_owed")]
        constraints = [
            models.UniqueConstraint(
                fields=["engagement", "owed_at"],
                condition=Q(attested_at__isnull=True),
                name="one_attestation_is_owed_of_an_end",
            ),
            models.CheckConstraint(name="attestation_is_due_later", condition=Q(due_at__gt=F("owed_at"))),
            models.CheckConstraint(name="attestation_covers_something", condition=Q(covers__gt=0)),
            models.CheckConstraint(
                name="somebody_attests_in_words",
                condition=Q(attested_at__isnull=True, attested_by__isnull=True, words="", paper="")
                | (Q(attested_at__isnull=False, attested_by__isnull=False) & ~Q(words="")),
            ),
            models.CheckConstraint(
                name="only_what_is_late_lapses",
                condition=Q(lapsed_at__isnull=True) | Q(lapsed_at__gt=F("due_at")),
            ),
            models.CheckConstraint(
                name="what_was_attested_is_set_aside_for_a_reason",
                condition=Q(set_aside_at__isnull=True, set_aside_by__isnull=True, set_aside_because="")
                | (
                    Q(set_aside_at__isnull=False, set_aside_by__isnull=False, attested_at__isnull=False)
                    & ~Q(set_aside_because="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def is_late(self, *, at: datetime) -> bool:
        """True once it should have been given and is not."""
        return self.attested_at is None and self.due_at <= at


class AttestedRelease(models.Model):
    """One of the releases that an attestation is about."""

    attestation = models.ForeignKey(Attestation, on_delete=models.PROTECT, related_name="releases")
    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="attestations")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["attestation", "release"], name="attestation_covers_a_release_once")
        ]

    def __str__(self) -> str:
        return f"release {self.release_id} in {self.attestation_id}"
