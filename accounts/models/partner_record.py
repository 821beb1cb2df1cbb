"""What business partners lawfully passed to the platform about a member (P1b, provenance `partner`)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.classification import Classified, NotPersonal, item


class PartnerRecord(models.Model):
    """One profile from one partner: no row without the partner, the time, and the lawful ground with its article."""

    class Ground(models.TextChoices):
        CONSENT = "consent"
        CONTRACT_NECESSITY = "contract_necessity"
        LEGAL_DUTY = "legal_duty"
        EMERGENCY = "emergency"
        PUBLIC_INTEREST = "public_interest"
        PUBLIC_DATA = "public_data"
        OTHER_LAW = "other_law"

    subject = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="partner_records")
    partner = models.ForeignKey("accounts.Organisation", on_delete=models.PROTECT, related_name="partner_records")
    obtained_at = models.DateTimeField()
    ground = models.CharField(max_length=20, choices=Ground.choices)
    article = models.CharField(max_length=100)
    profile = models.TextField()

    CLASSIFIED: ClassVar[Classified] = {
        "id": NotPersonal("the row's own number"),
        "subject": NotPersonal("the account the profile is about, an id"),
        "partner": NotPersonal("an organisation, named in the register"),
        "obtained_at": NotPersonal("when the partner passed it on; the time of the profile"),
        "ground": NotPersonal("a code from a closed list"),
        "article": NotPersonal("a place in a law"),
        "profile": item("partner.profile"),
    }

    class Meta:
        indexes = [models.Index(fields=["subject", "obtained_at"], name="partner_record_of_subject_at")]
        constraints = [
            models.CheckConstraint(
                name="partner_record_ground_is_known",
                condition=Q(
                    ground__in=[
                        "consent",
                        "contract_necessity",
                        "legal_duty",
                        "emergency",
                        "public_interest",
                        "public_data",
                        "other_law",
                    ]
                ),
            ),
            models.CheckConstraint(name="partner_record_names_its_article", condition=Q(article__gt="")),
            models.CheckConstraint(name="partner_record_holds_a_profile", condition=Q(profile__gt="")),
        ]

    def __str__(self) -> str:
        return f"partner record {self.pk}"
