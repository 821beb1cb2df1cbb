"""How a person comes by a role that no organisation gives: asked by one, granted by another, both on record."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.classification import never_released, not_personal


class RoleGrantQuerySet(models.QuerySet["RoleGrant"]):
    """Facts about grants."""

    def undecided(self) -> RoleGrantQuerySet:
        """Neither granted nor refused."""
        return self.filter(decided_at__isnull=True)


class RoleGrant(models.Model):
    """One role for one account. Only ``complainant`` may be asked for by the person who would hold it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Its name outside.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="role_grants")
    person = models.UUIDField(help_text="The natural person who would hold it.")
    role = models.CharField(max_length=20)
    reason = models.TextField(help_text="Why; of a complainant, how they showed who they are.")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    asked_person = models.UUIDField(help_text="The natural person who asked.")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_person = models.UUIDField(null=True, blank=True, help_text="The natural person who decided.")
    decided_at = models.DateTimeField(null=True, blank=True)
    granted = models.BooleanField(default=False)

    objects = RoleGrantQuerySet.as_manager()

    CLASSIFIED = {
        **not_personal(
            "says who was given which role by whose word",
            "id",
            "public_id",
            "user",
            "role",
            "asked_by",
            "asked_at",
            "decided_by",
            "decided_at",
            "granted",
        ),
        **never_released("joins the accounts of one person", "person", "asked_person", "decided_person"),
        **never_released("words for the file", "reason"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(decided_at__isnull=True), name="a_role_is_asked_for_once_at_a_time"
            ),
            models.CheckConstraint(
                name="granted_role_is_known",
                condition=Q(
                    role__in=[
                        "complainant",
                        "reviewer",
                        "counsel",
                        "privacy_officer",
                        "auditor",
                        "administrator",
                        "service",
                    ]
                ),
            ),
            models.CheckConstraint(name="role_grant_has_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="nobody_asks_a_staff_role_for_themselves",
                condition=Q(role="complainant") | ~Q(asked_person=F("person")),
            ),
            models.CheckConstraint(
                name="role_grant_is_decided_by_somebody",
                condition=Q(decided_at=None, decided_by=None, decided_person=None, granted=False)
                | Q(decided_at__isnull=False, decided_by__isnull=False, decided_person__isnull=False),
            ),
            models.CheckConstraint(
                name="a_role_is_granted_by_a_second_person",
                condition=Q(granted=False) | (~Q(decided_person=F("asked_person")) & ~Q(decided_person=F("person"))),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} for account {self.user_id}"
