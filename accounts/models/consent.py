"""What members consented to: one recipient, one purpose, named items, until a day (P3a)."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models

from accounts.classification import not_personal


class ConsentQuerySet(models.QuerySet["Consent"]):
    """Facts about consents."""

    def live(self, *, at: datetime) -> ConsentQuerySet:
        """Given before, not withdrawn, not past its end."""
        return self.filter(given_at__lte=at, until__gt=at, withdrawn_at__isnull=True)


class Consent(models.Model):
    """A member's permission, given signed in with their own account."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Its name outside.")
    subject = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="consents")
    recipient_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient_organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recipient_name = models.CharField(
        max_length=200, blank=True, help_text="As the member named it; kept also when the desk knows nobody such."
    )
    purpose = models.CharField(max_length=200)
    purpose_key = models.CharField(max_length=200, db_index=True, help_text="The same words, folded (P3a).")
    given_at = models.DateTimeField()
    until = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ConsentQuerySet.as_manager()

    CLASSIFIED = not_personal(
        "what a member agreed to: ids, times and the purpose in the asker's words",
        "id",
        "public_id",
        "subject",
        "recipient_user",
        "recipient_organisation",
        "recipient_name",
        "purpose",
        "purpose_key",
        "given_at",
        "until",
        "withdrawn_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="consent_has_one_recipient",
                condition=(models.Q(recipient_user__isnull=True) ^ models.Q(recipient_organisation__isnull=True))
                | (
                    models.Q(recipient_user__isnull=True, recipient_organisation__isnull=True)
                    & ~models.Q(recipient_name="")
                ),
            ),
            models.CheckConstraint(
                name="consent_withdrawn_after_given",
                condition=models.Q(withdrawn_at__isnull=True) | models.Q(withdrawn_at__gte=models.F("given_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"consent {self.pk}"

    @property
    def recipient_as_agreed(self) -> str:
        """As the member named it: a handle that changes later would tell that the desk knows somebody of that name."""
        party = self.recipient_organisation or self.recipient_user
        return self.recipient_name or (party.name if party else "")


class ConsentItem(models.Model):
    """One catalogue item a consent covers, how much of it at most, and of which time (half-open)."""

    consent = models.ForeignKey(Consent, on_delete=models.CASCADE, related_name="items")
    item = models.CharField(max_length=64)
    detail = models.CharField(max_length=10, default="full")
    start_at = models.DateTimeField(null=True, blank=True, help_text="Only values from then on; empty is open.")
    end_at = models.DateTimeField(null=True, blank=True, help_text="Only values before; empty is open.")

    CLASSIFIED = not_personal(
        "catalogue keys, details and periods", "id", "consent", "item", "detail", "start_at", "end_at"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consent", "item"], name="consent_names_item_once"),
            models.CheckConstraint(
                name="consent_detail_is_known", condition=models.Q(detail__in=["existence", "masked", "full"])
            ),
        ]

    def __str__(self) -> str:
        return self.item
