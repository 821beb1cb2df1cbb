"""What went wrong with a release, and what the desk owes for it: the record behind a breach notice."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.models.release import Release


class IncidentQuerySet(models.QuerySet["Incident"]):
    """Facts about incidents."""

    def unclosed(self) -> IncidentQuerySet:
        """No privacy officer has closed it yet."""
        return self.filter(closed_at__isnull=True)

    def unsettled(self) -> IncidentQuerySet:
        """The authority was not told, and nobody said why it need not be."""
        return self.unclosed().filter(authority_settled_at__isnull=True)


class Incident(models.Model):
    """One incident of one release. Whose data it is about are the subjects of the release's case."""

    class Kind(models.TextChoices):
        WRONG_RECIPIENT = "wrong_recipient"
        EMERGENCY_REFUTED = "emergency_refuted"

    reference = models.CharField(max_length=14, unique=True)
    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="incident")
    kind = models.CharField(max_length=24, choices=Kind.choices)
    what = models.TextField(help_text="What happened; for the file.")
    discovered_at = models.DateTimeField()
    reported_at = models.DateTimeField()
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    openings = models.PositiveIntegerField(help_text="How often it was opened until its access ended.")
    held = models.BooleanField(help_text="A hold stood: its subjects are told when that ends; else at once.")

    authority_due_at = models.DateTimeField(help_text="72 hours after it was discovered.")
    authority_settled_at = models.DateTimeField(null=True, blank=True)
    authority_settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    authority = models.CharField(max_length=200, blank=True, help_text="Which authority was told.")
    authority_receipt = models.CharField(max_length=200, blank=True, help_text="Its number of the notice.")
    authority_spared = models.TextField(blank=True, help_text="Why none need be told.")

    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closing = models.TextField(blank=True, help_text="Why it is closed; for the file.")

    objects = IncidentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="incident_kind_is_known", condition=Q(kind__in=["wrong_recipient", "emergency_refuted"])
            ),
            models.CheckConstraint(name="incident_says_what_happened", condition=~Q(what="")),
            models.CheckConstraint(
                name="incident_is_reported_after_it_is_discovered",
                condition=Q(discovered_at__lte=F("reported_at")),
            ),
            models.CheckConstraint(name="incident_has_its_clock", condition=Q(authority_due_at__gt=F("discovered_at"))),
            models.CheckConstraint(
                name="authority_is_told_or_spared_for_a_reason",
                condition=Q(
                    authority_settled_at__isnull=True,
                    authority_settled_by__isnull=True,
                    authority="",
                    authority_receipt="",
                    authority_spared="",
                )
                | (
                    Q(authority_settled_at__isnull=False, authority_settled_by__isnull=False)
                    & (
                        (~Q(authority="") & Q(authority_spared=""))
                        | (Q(authority="", authority_receipt="") & ~Q(authority_spared=""))
                    )
                ),
            ),
            models.CheckConstraint(
                name="incident_is_closed_by_somebody_once_settled",
                condition=Q(closed_at__isnull=True, closed_by__isnull=True, closing="")
                | (
                    Q(closed_at__isnull=False, closed_by__isnull=False, authority_settled_at__isnull=False)
                    & ~Q(closing="")
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.reference
