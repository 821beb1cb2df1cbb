"""Who belongs to which outside organisation: asked for with a verified mail, approved by somebody else, ended once."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.classification import never_released, not_personal


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Facts about memberships."""

    def open(self) -> MembershipQuerySet:
        """Asked for or approved, and not ended."""
        return self.filter(ended_at__isnull=True)

    def asked(self) -> MembershipQuerySet:
        """Waiting for its approval."""
        return self.open().filter(approved_at__isnull=True)

    def approved(self) -> MembershipQuerySet:
        """The person belongs to the organisation now."""
        return self.open().filter(approved_at__isnull=False)


class Membership(models.Model):
    """One joining of one account; who joins again asks again. ``User.organisation`` follows the approved one."""

    class End(models.TextChoices):
        NONE = ""
        REFUSED = "refused"
        LEFT = "left"
        REMOVED = "removed"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Its name outside.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    organisation = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, help_text="What the approval makes of the person.")
    address = models.EmailField(help_text="The verified mail on the organisation's domain.")
    asked_at = models.DateTimeField()
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end = models.CharField(max_length=10, blank=True, choices=End.choices)

    objects = MembershipQuerySet.as_manager()

    CLASSIFIED = {
        **not_personal(
            "says who belonged where, by whose word and when",
            "id",
            "public_id",
            "user",
            "organisation",
            "role",
            "asked_at",
            "approved_at",
            "approved_by",
            "ended_at",
            "ended_by",
            "end",
        ),
        **never_released("where the organisation writes to this person", "address"),
    }

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="one_open_membership_of_a_person"
            ),
            models.CheckConstraint(
                name="membership_role_is_of_an_outsider", condition=Q(role__in=["authority", "partner", "complainant"])
            ),
            models.CheckConstraint(
                name="membership_is_approved_by_somebody_else",
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | (Q(approved_at__isnull=False, approved_by__isnull=False) & ~Q(approved_by=F("user"))),
            ),
            models.CheckConstraint(
                name="membership_is_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end="")
                | Q(ended_at__isnull=False, ended_by__isnull=False, end__in=["refused", "left", "removed"]),
            ),
            models.CheckConstraint(
                name="what_was_approved_is_not_refused", condition=Q(approved_at__isnull=True) | ~Q(end="refused")
            ),
        ]

    def __str__(self) -> str:
        return f"membership {self.pk}"
