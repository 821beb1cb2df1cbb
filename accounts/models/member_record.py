"""What a data subject gave the platform: one row per member or complainant (P3, provenance `provided`)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Upper
from django.db.models.lookups import Exact

from accounts.classification import Classified, NeverReleased, NotPersonal, item


class MemberRecord(models.Model):
    """A blank or null column means that the value is not held. Read for third parties by delivery only."""

    class Channel(models.TextChoices):
        NONE = ""
        PHONE = "phone"
        EMAIL = "email"

    subject = models.OneToOneField(
        settings.AUTH_USER_MODEL, primary_key=True, on_delete=models.PROTECT, related_name="record"
    )
    external_id = models.CharField(
        max_length=80, unique=True, null=True, blank=True, help_text="What the platform calls the member."
    )
    platform_version = models.BigIntegerField(default=0, help_text="Of the platform's last message: later ones win.")
    platform_digest = models.CharField(max_length=64, blank=True, help_text="Of that message, to know it again.")
    closed_at = models.DateTimeField(null=True, blank=True, help_text="The platform closed the account.")
    username = models.CharField(max_length=150, blank=True)
    registered_at = models.DateTimeField(null=True, blank=True)
    legal_name = models.CharField(max_length=200, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    government_id = models.CharField(max_length=64, blank=True)
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    address_line = models.CharField(max_length=300, blank=True)
    address_city = models.CharField(max_length=100, blank=True)
    address_postcode = models.CharField(max_length=20, blank=True)
    address_country = models.CharField(max_length=2, blank=True)
    payment_account = models.CharField(max_length=64, blank=True)
    complaint_right = models.TextField(blank=True)
    complaint_statement = models.TextField(blank=True)
    stored_in = models.CharField(max_length=2, default="CN", help_text="Country of the servers (P4), ISO 3166-1.")
    protected_at = models.DateTimeField(null=True, blank=True, help_text="Flagged by the privacy officer.")
    preferred_channel = models.CharField(max_length=5, blank=True, choices=Channel.choices)

    CLASSIFIED: ClassVar[Classified] = {
        "subject": NotPersonal("the account the record belongs to, an id"),
        "external_id": NotPersonal("the platform's own number for the account; never released itself"),
        "platform_version": NotPersonal("counts the platform's messages"),
        "platform_digest": NeverReleased("a hash of what the platform sent, kept beside what it was made of"),
        "closed_at": NotPersonal("whether the account is still in use"),
        "username": item("account.username"),
        "registered_at": item("account.registered_at"),
        "legal_name": item("identity.legal_name"),
        "date_of_birth": item("identity.date_of_birth"),
        "government_id": item("identity.government_id"),
        "email": item("contact.email"),
        "phone": item("contact.phone"),
        "address_line": item("contact.postal_address"),
        "address_city": item("contact.postal_address"),
        "address_postcode": item("contact.postal_address"),
        "address_country": item("contact.postal_address"),
        "payment_account": item("payment.account"),
        "complaint_right": item("complaint.right"),
        "complaint_statement": item("complaint.statement"),
        "stored_in": NotPersonal("where the servers stand, recorded on every release (P4)"),
        "protected_at": NotPersonal("routes the case to more signers; never shown to a requester"),
        "preferred_channel": NotPersonal("chooses between phone and email (P3f); never released itself"),
    }

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="member_record_country_is_two_capitals",
                condition=Q(stored_in__gte="AA", stored_in__lte="ZZ", stored_in=Upper(F("stored_in")))
                & Q(Exact(Length(F("stored_in")), 2)),
            ),
            models.CheckConstraint(
                name="member_record_channel_is_known", condition=Q(preferred_channel__in=["", "phone", "email"])
            ),
            models.CheckConstraint(
                name="member_record_address_is_whole_or_absent",
                condition=Q(address_line="", address_city="", address_postcode="", address_country="")
                | Q(address_line__gt="", address_city__gt="", address_country__gt=""),
            ),
            models.CheckConstraint(
                name="member_record_email_has_an_at", condition=Q(email="") | Q(email__contains="@")
            ),
        ]

    def __str__(self) -> str:
        return f"record {self.pk}"
