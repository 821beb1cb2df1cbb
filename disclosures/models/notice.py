"""A message somebody must get, now or when its hold ends. It carries a reference, never a value."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.case import Case


class Notice(models.Model):
    """One message to one person or organisation."""

    class Kind(models.TextChoices):
        CONSENT_ASKED = "consent_asked"
        ABOUT_TO_RELEASE = "about_to_release"
        RELEASED_TO_RECIPIENT = "released_to_recipient"
        RELEASED_ABOUT_YOU = "released_about_you"
        PASS_ON_INVITED = "pass_on_invited"
        RETURNED = "returned"
        RETURN_ENDS = "return_ends"
        DECIDED = "decided"
        CLOSED = "closed"
        COMPLAINT_ABOUT_YOU = "complaint_about_you"
        COMPLAINT_CLOSED = "complaint_closed"
        COUNTER_STATEMENT = "counter_statement"
        FINDING_ABOUT_YOU = "finding_about_you"
        POLICY_CHANGES = "policy_changes"
        INCIDENT_ABOUT_YOU = "incident_about_you"
        INCIDENT_TO_RECIPIENT = "incident_to_recipient"
        INCIDENT_OPENED = "incident_opened"
        INCIDENT_DUE = "incident_due"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    case = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="notices")
    to_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    to_organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="notices"
    )
    reference = models.CharField(max_length=80, blank=True, help_text="Of what it is about, where that is no case.")
    key = models.CharField(max_length=160, unique=True, help_text="One notice for one reason: never doubled.")
    due_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="notice_has_one_addressee",
                condition=Q(to_user__isnull=True) ^ Q(to_organisation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} notice"
