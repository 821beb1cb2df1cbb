"""An agency that an officer asks to have in our register: a pointer for staff, whose own word makes the entry (P3c)."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.countries import two_capitals
from accounts.models import Organisation
from disclosures.domain.roles import PUBLIC_BODIES


class AgencyRequestQuerySet(models.QuerySet["AgencyRequest"]):
    """Facts about these."""

    def open(self) -> AgencyRequestQuerySet:
        """Not refused."""
        return self.filter(ended_at__isnull=True)

    def waiting(self) -> AgencyRequestQuerySet:
        """Not refused, and the domain does not stand in our register yet."""
        return self.open().filter(~Exists(Organisation.objects.filter(domain=OuterRef("domain"))))


class AgencyRequest(models.Model):
    """One asking. It carries no number to call: that is looked up where the agency publishes it, by staff."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False, help_text="Its name outside.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="agency_requests")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    country = models.CharField(max_length=2)
    domain = models.CharField(max_length=253, help_text="The domain of its mail, which the officer reads mail on.")
    published_at = models.CharField(max_length=300, help_text="Where the agency publishes its number; not the number.")
    office = models.CharField(max_length=200, help_text="Unit and function of who asks.")
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(max_length=4000, blank=True, help_text="Why it was refused; for the file.")

    objects = AgencyRequestQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="one_open_agency_request_per_person"
            ),
            models.CheckConstraint(
                name="agency_asked_for_is_a_public_body",
                condition=Q(kind__in=sorted(PUBLIC_BODIES)) & two_capitals("country") & ~Q(domain=""),
            ),
            models.CheckConstraint(
                name="agency_request_is_refused_by_somebody_with_a_reason",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, reason="")
                | (Q(ended_at__isnull=False, ended_by__isnull=False) & ~Q(reason="")),
            ),
        ]

    def __str__(self) -> str:
        return self.domain
