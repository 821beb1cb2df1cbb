"""A message somebody must get, now or when its hold ends, and what became of one that did not arrive.

It carries a reference, never a value.
"""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.models.case import Case

NO_ADDRESS = "no_address"
"""Told on their own page only: there is no address to which anything could be sent, or sent again."""


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Facts about notices."""

    def undelivered(self) -> NoticeQuerySet:
        """Came back, or never left, and nobody dealt with it yet."""
        return self.filter(undelivered_at__isnull=False, settled_at__isnull=True)


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
        MESSAGE = "message"
        RELAYED = "relayed"
        RELAY_ANSWERED = "relay_answered"
        RELAY_ENDED = "relay_ended"
        OBJECTION_LATE = "objection_late"
        OBJECTION_DECIDED = "objection_decided"
        COMPLAINT_ABOUT_YOU = "complaint_about_you"
        COMPLAINT_CLOSED = "complaint_closed"
        COMPLAINT_MESSAGE = "complaint_message"
        COUNTER_STATEMENT = "counter_statement"
        DATA_CHANGED = "data_changed"
        FINDING_ABOUT_YOU = "finding_about_you"
        EMERGENCY_REVIEW = "emergency_review"
        INSTRUMENT_DUE = "instrument_due"
        INSTRUMENT_LATE = "instrument_late"
        INSTRUMENT_DECIDED = "instrument_decided"
        PRESERVATION_KEPT = "preservation_kept"
        PRESERVATION_ENDS = "preservation_ends"
        PRESERVATION_ENDED = "preservation_ended"
        PRESERVATION_ABOUT_YOU = "preservation_about_you"
        POLICY_CHANGES = "policy_changes"
        INCIDENT_ABOUT_YOU = "incident_about_you"
        INCIDENT_TO_RECIPIENT = "incident_to_recipient"
        INCIDENT_OPENED = "incident_opened"
        INCIDENT_DUE = "incident_due"
        ATTESTATION_OWED = "attestation_owed"
        ATTESTATION_REMINDS = "attestation_reminds"
        ATTESTATION_LATE = "attestation_late"
        ATTESTATION_ESCALATED = "attestation_escalated"
        ATTESTATION_LAPSED = "attestation_lapsed"
        MISUSE_DECIDED = "misuse_decided"
        REGISTRATION_DECIDED = "registration_decided"

    class Settled(models.TextChoices):
        SENT_AGAIN = "sent_again"
        TOLD_OTHERWISE = "told_otherwise"

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
    undelivered_at = models.DateTimeField(null=True, blank=True, help_text="When it came back, or was given up.")
    undelivered_code = models.CharField(max_length=20, blank=True, help_text="Why: a code of mail, or of ours.")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    settled = models.CharField(max_length=16, blank=True, choices=Settled.choices)
    settled_how = models.TextField(blank=True, help_text="How they were told otherwise; for the file.")
    instead_of = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="again", help_text="What did not arrive."
    )

    objects = NoticeQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["undelivered_at"],
                condition=Q(undelivered_at__isnull=False, settled_at__isnull=True),
                name="notice_undelivered",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["instead_of"], condition=Q(instead_of__isnull=False), name="notice_is_sent_again_once"
            ),
            models.CheckConstraint(
                name="notice_is_undelivered_for_a_reason",
                condition=Q(undelivered_at__isnull=True, undelivered_code="")
                | (Q(undelivered_at__isnull=False) & ~Q(undelivered_code="")),
            ),
            models.CheckConstraint(
                name="undelivered_notice_is_settled_by_somebody",
                condition=Q(settled_at__isnull=True, settled_by__isnull=True, settled="", settled_how="")
                | Q(
                    undelivered_at__isnull=False,
                    settled_at__isnull=False,
                    settled_by__isnull=False,
                    settled__in=["sent_again", "told_otherwise"],
                ),
            ),
            models.CheckConstraint(
                name="told_otherwise_says_how", condition=~Q(settled="told_otherwise") | ~Q(settled_how="")
            ),
            models.CheckConstraint(
                name="notice_has_one_addressee",
                condition=Q(to_user__isnull=True) ^ Q(to_organisation__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} notice"
