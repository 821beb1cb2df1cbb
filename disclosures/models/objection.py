"""A member's objection inside the window, and who decided it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.case import Case


class ObjectionQuerySet(models.QuerySet["Objection"]):
    """Facts about objections."""

    def undecided(self) -> ObjectionQuerySet:
        """Still stopping the release."""
        return self.filter(decided_at__isnull=True)


class Objection(models.Model):
    """Nothing is released while one is undecided. The member's own words are never passed on."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="objections")
    version = models.PositiveSmallIntegerField(help_text="The round of the case it was raised in.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField()
    at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    upheld = models.BooleanField(null=True)
    decision = models.TextField(blank=True)

    objects = ObjectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case", "by"], condition=Q(decided_at__isnull=True), name="one_undecided_objection_each"
            ),
            models.CheckConstraint(
                name="objection_decided_by_somebody",
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, upheld__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, upheld__isnull=False),
            ),
            models.CheckConstraint(
                name="overruling_has_a_reason", condition=Q(upheld__isnull=True) | Q(upheld=True) | ~Q(decision="")
            ),
        ]

    def __str__(self) -> str:
        return f"objection in case {self.case_id}"
