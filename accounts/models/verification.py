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
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who last registered or changed the organisation's entry.",
    )
    called_back_at = models.DateTimeField(null=True, blank=True, help_text="At a number of our own register.")
    number_called = models.CharField(max_length=40, blank=True)
    number_source = models.CharField(max_length=300, blank=True, help_text="Where our register says it was published.")
    spoke_to = models.CharField(max_length=200, blank=True, help_text="Who answered for the office.")
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
            "entered_by",
            "called_back_at",
            "number_called",
            "number_source",
            "at",
            "until",
            "ended_at",
            "ended_by",
        ),
        **never_released("the words of staff about how somebody was checked", "evidence", "spoke_to"),
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
                name="nobody_verifies_what_they_entered", condition=Q(entered_by__isnull=True) | ~Q(entered_by=F("by"))
            ),
            models.CheckConstraint(
                name="call_back_says_which_number_and_who_answered",
                condition=Q(called_back_at__isnull=True, number_called="", number_source="", spoke_to="")
                | (Q(called_back_at__lte=F("at")) & ~Q(number_called="") & ~Q(number_source="") & ~Q(spoke_to="")),
            ),
            models.CheckConstraint(
                name="organisation_is_verified_by_a_call_back",
                condition=Q(organisation__isnull=True) | Q(called_back_at__isnull=False),
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
