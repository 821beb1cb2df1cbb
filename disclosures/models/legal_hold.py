"""A legal hold: a case is kept, however long it has been over, until counsel or a privacy officer lifts it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.case import Case


class LegalHoldQuerySet(models.QuerySet["LegalHold"]):
    """Facts about legal holds."""

    def standing(self) -> LegalHoldQuerySet:
        """Not lifted."""
        return self.filter(lifted_at__isnull=True)


class LegalHold(models.Model):
    """One hold of one case. Not the hold that keeps a member from being told: that one hides, this one keeps."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_holds")
    reason = models.TextField(help_text="Which dispute or duty; for the file.")
    placed_at = models.DateTimeField()
    placed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    lifted_at = models.DateTimeField(null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    lifting = models.TextField(blank=True, help_text="Why it was lifted; for the file.")

    objects = LegalHoldQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(lifted_at__isnull=True), name="one_legal_hold_of_a_case_stands"
            ),
            models.CheckConstraint(name="legal_hold_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="legal_hold_is_lifted_by_somebody_with_a_reason",
                condition=Q(lifted_at__isnull=True, lifted_by__isnull=True, lifting="")
                | (Q(lifted_at__isnull=False, lifted_by__isnull=False) & ~Q(lifting="")),
            ),
        ]

    def __str__(self) -> str:
        return f"legal hold of case {self.case_id}"
