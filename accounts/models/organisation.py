"""Outside organisations and what staff verified about them."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models.functions import Lower

from accounts.classification import not_personal
from accounts.countries import two_capitals
from accounts.models.language import Language


class Organisation(models.Model):
    """An authority, court, partner, company or rights holder. Releases go to this register's address only (P3c)."""

    class Kind(models.TextChoices):
        AUTHORITY = "authority"
        COURT = "court"
        PARTNER = "partner"
        COMPANY = "company"
        RIGHTS_HOLDER = "rights_holder"

    name = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    country = models.CharField(max_length=2, default="CN")
    domain = models.CharField(max_length=253, blank=True, help_text="Official mail domain; its people join by it.")
    phone = models.CharField(max_length=40, blank=True, help_text="Published number; call-backs go here.")
    phone_source = models.CharField(max_length=300, blank=True, help_text="Where the number was published.")
    registered_email = models.EmailField(blank=True, help_text="Where releases go when it has no people here.")
    language = models.CharField(max_length=10, blank=True, help_text="In which it is written to; empty: in each.")
    edition = models.PositiveIntegerField(default=1, help_text="Grows with each change of the entry.")
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_until = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)

    CLASSIFIED = not_personal(
        "an organisation, not a person",
        "id",
        "name",
        "kind",
        "country",
        "domain",
        "phone",
        "phone_source",
        "registered_email",
        "language",
        "edition",
        "verified_at",
        "verified_until",
        "suspended_at",
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="organisation_kind_is_known",
                condition=models.Q(kind__in=["authority", "court", "partner", "company", "rights_holder"]),
            ),
            models.CheckConstraint(
                name="organisation_language_is_spoken", condition=models.Q(language__in=["", *Language.values])
            ),
            models.CheckConstraint(name="organisation_country_is_two_capitals", condition=two_capitals("country")),
            models.CheckConstraint(
                name="organisation_verification_ends_after_it_began",
                condition=models.Q(verified_until__isnull=True)
                | models.Q(verified_at__isnull=False, verified_until__gt=models.F("verified_at")),
            ),
            models.UniqueConstraint(
                fields=["domain"], condition=~models.Q(domain=""), name="a_domain_is_one_organisation_s"
            ),
            models.CheckConstraint(
                name="organisation_domain_is_in_small_letters",
                condition=models.Q(domain=Lower(models.F("domain"))),
            ),
            models.CheckConstraint(
                name="published_number_says_where", condition=models.Q(phone="") | ~models.Q(phone_source="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def can_act(self) -> bool:
        """False once suspended."""
        return self.suspended_at is None

    def is_verified(self, *, at: datetime) -> bool:
        """True while staff's verification of this organisation stands."""
        return (
            self.verified_at is not None
            and self.verified_at <= at
            and (self.verified_until is None or at < self.verified_until)
        )
