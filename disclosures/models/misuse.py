"""Reports that somebody collected, edited, sold or passed on members' data, and the two who decide (P2b)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q


class MisuseReportQuerySet(models.QuerySet["MisuseReport"]):
    """Facts about reports."""

    def undecided(self) -> MisuseReportQuerySet:
        """Neither upheld nor rejected."""
        return self.filter(upheld_at__isnull=True, rejected_at__isnull=True)

    def suspending(self) -> MisuseReportQuerySet:
        """Upheld, and not lifted: whom it is against stays suspended."""
        return self.filter(upheld_at__isnull=False, lifted_at__isnull=True)


class MisuseReport(models.Model):
    """Against a person or an organisation; decided once counsel and a privacy officer have both signed the same.

    A name that the desk does not know is kept as it was written: the reporter gets the same answer (DESIGN 5.9).
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Its name outside.")
    named = models.CharField(max_length=200, blank=True, help_text="As named in the report.")
    against_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="misuse_reports"
    )
    against_organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="misuse_reports"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    upheld_at = models.DateTimeField(null=True, blank=True)
    rejected_at = models.DateTimeField(null=True, blank=True)
    rejected_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The second of the two.",
    )
    rejection = models.TextField(blank=True, help_text="Why, in the second one's words; for the file.")
    lifted_at = models.DateTimeField(null=True, blank=True, help_text="Two others let the suspended come back.")

    objects = MisuseReportQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="misuse_is_by_one_party",
                condition=(Q(against_user__isnull=True) ^ Q(against_organisation__isnull=True))
                | (Q(against_user__isnull=True, against_organisation__isnull=True) & ~Q(named="")),
            ),
            models.CheckConstraint(
                name="misuse_is_upheld_or_rejected",
                condition=Q(upheld_at__isnull=True) | Q(rejected_at__isnull=True),
            ),
            models.CheckConstraint(
                name="only_what_was_upheld_is_lifted",
                condition=Q(lifted_at__isnull=True) | Q(upheld_at__isnull=False, lifted_at__gte=F("upheld_at")),
            ),
            models.CheckConstraint(
                name="misuse_is_rejected_by_somebody_with_a_reason",
                condition=Q(rejected_at__isnull=True, rejected_by__isnull=True, rejection="")
                | (
                    Q(rejected_at__isnull=False, rejected_by__isnull=False) & ~Q(rejection="") & ~Q(rejected_by=F("by"))
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"misuse report {self.pk}"

    @property
    def reference(self) -> str:
        """How notices name it."""
        return str(self.public_id)


class MisuseSignature(models.Model):
    """One of the two of a decision. Whoever signed one decision of a report signs no other of it."""

    class Verdict(models.TextChoices):
        UPHELD = "upheld"
        REJECTED = "rejected"
        LIFTED = "lifted"

    report = models.ForeignKey(MisuseReport, on_delete=models.PROTECT, related_name="signatures")
    verdict = models.CharField(max_length=8, choices=Verdict.choices, default=Verdict.UPHELD)
    reason = models.TextField(blank=True, help_text="Why; for the file. What is upheld has the report's own.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    reporter = models.UUIDField(help_text="The natural person who reported.")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "verdict", "role"], name="misuse_signed_once_per_role"),
            models.UniqueConstraint(fields=["report", "person"], name="misuse_signed_once_per_person"),
            models.CheckConstraint(name="nobody_upholds_their_own_report", condition=~Q(person=F("reporter"))),
            models.CheckConstraint(name="misuse_signed_by_role", condition=Q(role__in=["counsel", "privacy_officer"])),
            models.CheckConstraint(
                name="misuse_verdict_is_known", condition=Q(verdict__in=["upheld", "rejected", "lifted"])
            ),
            models.CheckConstraint(
                name="misuse_is_rejected_or_lifted_for_a_reason", condition=Q(verdict="upheld") | ~Q(reason="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} on misuse report {self.report_id}"
