"""What staff verified about an organisation or an outside person, on which evidence, until when (P3c, P3e)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.classification import never_released, not_personal


class VerificationQuerySet(models.QuerySet["Verification"]):
    """Facts about verifications."""

    def standing(self) -> VerificationQuerySet:
        """Not ended by anybody; the end date itself is compared with the clock where it is asked."""
        return self.filter(ended_at__isnull=True)


class Verification(models.Model):
    """One person's word that somebody is who they say. Evidence and its checker stay in the file."""

    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="verifications"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="verifications"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    evidence = models.TextField()
    called_back_at = models.DateTimeField(null=True, blank=True, help_text="At a number of our own register.")
    at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = VerificationQuerySet.as_manager()

    CLASSIFIED = {
        **not_personal(
            "says who was checked, by whom and for how long",
            "id",
            "organisation",
            "user",
            "by",
            "called_back_at",
            "at",
            "until",
            "ended_at",
            "ended_by",
        ),
        **never_released("the words of staff about how somebody was checked", "evidence"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="verification_is_of_one_party", condition=Q(organisation__isnull=True) ^ Q(user__isnull=True)
            ),
            models.CheckConstraint(name="verification_rests_on_evidence", condition=~Q(evidence="")),
            models.CheckConstraint(name="verification_has_an_end", condition=Q(until__gt=F("at"))),
            models.CheckConstraint(
                name="nobody_verifies_themselves", condition=Q(user__isnull=True) | ~Q(user=F("by"))
            ),
            models.CheckConstraint(
                name="verification_is_ended_by_somebody",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, ended_by__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organisation"], condition=Q(ended_at__isnull=True), name="one_verification_of_an_organisation"
            ),
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="one_verification_of_a_person"
            ),
        ]

    def __str__(self) -> str:
        return f"verification {self.pk}"
