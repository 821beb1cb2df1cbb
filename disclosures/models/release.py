"""A sealed package for one recipient, and the recipient's right to open it."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.domain.grounds import TransferGround
from disclosures.models.case import Case

OPENINGS_ALLOWED = 50
"""Of one release, all its recipient's people together; the same values come out each time (docs/decisions/0040)."""


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Facts about releases."""

    def open(self) -> ReleaseQuerySet:
        """Not ended by anybody; the grant's own end is compared with the clock where it is opened."""
        return self.filter(status=Release.Status.AVAILABLE)

    def lasting(self, *, at: datetime) -> ReleaseQuerySet:
        """Those whose recipient may still open them at ``at``."""
        granted = self.open().filter(grant__closed_at__isnull=True, grant__opens_at__lte=at)
        return granted.filter(Q(grant__until__isnull=True) | Q(grant__until__gt=at))


class Release(models.Model):
    """One sealed package. The manifest holds item, extent, reason, source and time; never a value (DESIGN 3)."""

    class Status(models.TextChoices):
        AVAILABLE = "available"
        EXPIRED = "expired"
        REVOKED = "revoked"
        SHREDDED = "shredded"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="releases")
    version = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.AVAILABLE)
    manifest = models.JSONField()
    package = models.CharField(max_length=80, help_text="Opaque name of the sealed file.")
    sha256 = models.CharField(max_length=64, help_text="Of the sealed file.")
    countries_from = models.CharField(
        max_length=60, help_text="Where what left was stored: countries in their order, a space between (P4)."
    )
    country_to = models.CharField(max_length=2)
    transfer_ground = models.CharField(max_length=24, blank=True, help_text="Of what crossed a border.")
    approval_number = models.CharField(
        max_length=80, blank=True, help_text="The competent authority's, as it was then."
    )
    released_at = models.DateTimeField()
    hidden_until = models.DateTimeField(null=True, blank=True, help_text="The member's page shows it from then on.")
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=24, blank=True)

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["-released_at", "-id"], name="release_by_time")]
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="a_version_is_released_once"),
            models.CheckConstraint(
                name="release_says_from_where_to_where",
                condition=Q(countries_from__gt="", country_to__gte="AA", country_to__lte="ZZ"),
            ),
            models.CheckConstraint(
                name="release_abroad_has_a_ground",
                condition=Q(countries_from=F("country_to")) | ~Q(transfer_ground=""),
            ),
            models.CheckConstraint(
                name="release_transfer_ground_is_known", condition=Q(transfer_ground__in=["", *TransferGround])
            ),
            models.CheckConstraint(
                name="release_status_is_known", condition=Q(status__in=["available", "expired", "revoked", "shredded"])
            ),
            models.CheckConstraint(
                name="release_ended_with_a_reason",
                condition=(Q(status="available", ended_at__isnull=True, end_reason=""))
                | (~Q(status="available") & Q(ended_at__isnull=False) & ~Q(end_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"release of case {self.case_id}"


class ReleaseConsent(models.Model):
    """A consent that a release stood on: withdrawing it closes the release."""

    release = models.ForeignKey(Release, on_delete=models.CASCADE, related_name="consents")
    consent = models.ForeignKey("accounts.Consent", on_delete=models.PROTECT, related_name="releases")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["release", "consent"], name="release_stands_on_consent_once")]

    def __str__(self) -> str:
        return f"consent {self.consent_id}"


class Grant(models.Model):
    """From, until, counted. Whether it is open is compared with the database's clock at each request."""

    release = models.OneToOneField(Release, on_delete=models.PROTECT, related_name="grant")
    opens_at = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    use_limits_accepted_at = models.DateTimeField(null=True, blank=True)
    openings = models.PositiveIntegerField(default=0)
    openings_allowed = models.PositiveIntegerField(default=OPENINGS_ALLOWED)
    received_at = models.DateTimeField(null=True, blank=True, help_text="When the recipient confirmed the receipt.")
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_opens", condition=Q(until__isnull=True) | Q(until__gte=F("opens_at"))
            ),
            models.CheckConstraint(
                name="grant_is_opened_as_often_as_allowed", condition=Q(openings__lte=F("openings_allowed"))
            ),
            models.CheckConstraint(
                name="receipt_is_confirmed_by_somebody",
                condition=Q(received_at__isnull=True, received_by__isnull=True)
                | Q(received_at__isnull=False, received_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"grant of release {self.release_id}"

    def is_open(self, *, at: datetime) -> bool:
        """True inside the grant's time, unless it was closed."""
        return self.closed_at is None and self.opens_at <= at and (self.until is None or at < self.until)


class Opening(models.Model):
    """One opening by one person; written before the bytes go out."""

    release = models.ForeignKey(Release, on_delete=models.PROTECT, related_name="opened")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"opening of {self.release_id}"
