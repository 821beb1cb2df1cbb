"""Cases whose content is over its time: proposed by the timer, signed by two, destroyed one by one, and recorded."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.domain.roles import SUPERVISORS
from disclosures.models.case import Case

SIGNERS = SUPERVISORS
"""One of each signs."""


class DestructionQuerySet(models.QuerySet["Destruction"]):
    """Facts about lists."""

    def unsigned(self) -> DestructionQuerySet:
        """Waits for a signature."""
        return self.filter(approved_at__isnull=True)


class Destruction(models.Model):
    """One list. What stands on it is fixed when it is proposed: who signs it signs just that."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=14, unique=True)
    proposed_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True, help_text="When the second of the two signed.")
    done_at = models.DateTimeField(null=True, blank=True)

    objects = DestructionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="nothing_is_destroyed_before_two_signed",
                condition=Q(done_at__isnull=True) | Q(approved_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reference


class DestructionSignature(models.Model):
    """One of the two, counsel or privacy officer."""

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="signatures")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(help_text="The natural person: two accounts of one person are one.")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["destruction", "role"], name="destruction_signed_once_per_role"),
            models.UniqueConstraint(fields=["destruction", "person"], name="destruction_signed_once_per_person"),
            models.CheckConstraint(name="destruction_signed_by_role", condition=Q(role__in=sorted(SIGNERS))),
        ]

    def __str__(self) -> str:
        return f"{self.role} on {self.destruction_id}"


class DueCase(models.Model):
    """One case on a list, and what became of it there."""

    class Outcome(models.TextChoices):
        DESTROYED = "destroyed"
        SPARED = "spared"  # held, or no longer over, when its turn came; it may stand on a later list

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="cases")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="destructions")
    outcome = models.CharField(max_length=12, blank=True, choices=Outcome.choices)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["destruction", "case"], name="case_stands_on_a_list_once"),
            models.UniqueConstraint(
                fields=["case"], condition=Q(settled_at__isnull=True), name="case_stands_on_one_open_list"
            ),
            models.CheckConstraint(
                name="due_case_is_settled_one_way",
                condition=Q(settled_at__isnull=True, outcome="")
                | Q(settled_at__isnull=False, outcome__in=["destroyed", "spared"]),
            ),
        ]

    def __str__(self) -> str:
        return f"case {self.case_id} on {self.destruction_id}"
