"""Files laid before the desk: a box for each thing they belong to, and what is known of each without opening it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.domain.evidence.kinds import MOST_FILES, EvidenceKind, EvidenceState, FileType

THINGS = ("case", "complaint", "finding", "grievance", "right")
"""What a box can belong to."""


def _one_thing() -> Q:
    """Exactly one of them is there."""
    return Q(*(Q(*((f"{other}__isnull", other != thing) for other in THINGS)) for thing in THINGS), _connector=Q.OR)


class EvidenceBox(models.Model):
    """All files of one thing, a complaint also while it is written; counts them: two at once do not overfill it."""

    case = models.OneToOneField(
        "disclosures.Case", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_box"
    )
    complaint = models.OneToOneField(
        "disclosures.Complaint", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_box"
    )
    finding = models.OneToOneField(
        "disclosures.Finding", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_box"
    )
    grievance = models.OneToOneField(
        "disclosures.Grievance", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_box"
    )
    right = models.OneToOneField(
        "disclosures.Right", null=True, blank=True, on_delete=models.PROTECT, related_name="evidence_box"
    )
    numbered = models.PositiveIntegerField(default=0, help_text="The number of the last file.")
    files = models.PositiveIntegerField(default=0, help_text="That are not destroyed.")
    bytes = models.PositiveBigIntegerField(default=0, help_text="Of those, before they were sealed.")

    class Meta:
        constraints = [
            models.CheckConstraint(name="evidence_box_is_of_one_thing", condition=_one_thing()),
            models.CheckConstraint(name="evidence_box_is_not_overfilled", condition=Q(files__lte=MOST_FILES)),
        ]

    def __str__(self) -> str:
        return f"evidence box {self.pk}"


class Evidence(models.Model):
    """One file. Its content and its name are sealed under a key of its own; type, size and hash are the proof."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    box = models.ForeignKey(EvidenceBox, on_delete=models.PROTECT, related_name="evidence")
    number = models.PositiveIntegerField(help_text="In the box, in order of arrival.")
    kind = models.CharField(max_length=16)
    file_type = models.CharField(max_length=80, help_text="By content.")
    size = models.PositiveBigIntegerField(help_text="Bytes, before it was sealed.")
    sha256 = models.CharField(max_length=64, help_text="Of the file as it came.")
    package = models.CharField(max_length=80, unique=True, help_text="Opaque name of the sealed file.")
    state = models.CharField(max_length=12, default=EvidenceState.HELD)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    scanned_at = models.DateTimeField(null=True, blank=True)
    finding_of_scan = models.CharField(
        max_length=100, blank=True, help_text="The scanner's own name for what it found."
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decision = models.TextField(blank=True, help_text="Why it was let out of quarantine, or destroyed.")
    destroyed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [
            models.Index(
                fields=["uploaded_at"],
                condition=Q(state__in=[EvidenceState.HELD, EvidenceState.QUARANTINED]),
                name="evidence_undecided",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["box", "number"], name="evidence_is_numbered_once"),
            models.CheckConstraint(name="evidence_kind_is_known", condition=Q(kind__in=[*EvidenceKind])),
            models.CheckConstraint(name="evidence_type_is_known", condition=Q(file_type__in=[*FileType])),
            models.CheckConstraint(name="evidence_state_is_known", condition=Q(state__in=[*EvidenceState])),
            models.CheckConstraint(name="evidence_is_not_empty", condition=Q(size__gt=0)),
            models.CheckConstraint(
                name="evidence_is_safe_once_scanned",
                condition=~Q(state=EvidenceState.SAFE) | Q(scanned_at__isnull=False, finding_of_scan=""),
            ),
            models.CheckConstraint(
                name="evidence_is_quarantined_for_something",
                condition=~Q(state__in=[EvidenceState.QUARANTINED, EvidenceState.CLEARED]) | ~Q(finding_of_scan=""),
            ),
            models.CheckConstraint(
                name="evidence_is_decided_by_somebody_else_with_a_reason",
                condition=(
                    Q(decided_at__isnull=True, decided_by__isnull=True, decision="") & ~Q(state=EvidenceState.CLEARED)
                )
                | (
                    Q(decided_at__isnull=False, decided_by__isnull=False)
                    & ~Q(decision="")
                    & ~Q(decided_by=F("uploaded_by"))
                ),
            ),
            models.CheckConstraint(
                name="evidence_is_destroyed_at_a_time",
                condition=Q(state=EvidenceState.DESTROYED, destroyed_at__isnull=False)
                | (~Q(state=EvidenceState.DESTROYED) & Q(destroyed_at__isnull=True)),
            ),
        ]

    def __str__(self) -> str:
        return f"evidence {self.pk}"


class EvidenceKey(models.Model):
    """The wrapped key of one file, in a small table of its own so that a destroyed key can be vacuumed away."""

    evidence = models.OneToOneField(Evidence, primary_key=True, on_delete=models.PROTECT, related_name="key")
    wrapped_key = models.BinaryField(max_length=64)
    wrapped_by = models.CharField(max_length=40, help_text="Id of the wrapping key; the key itself is never here.")
    sealed_name = models.BinaryField(max_length=600, help_text="What the file was called, under the same key.")

    class Meta:
        constraints = [models.CheckConstraint(name="evidence_key_names_its_wrapper", condition=~Q(wrapped_by=""))]

    def __str__(self) -> str:
        return f"key of evidence {self.evidence_id}"


class ShreddedEvidence(models.Model):
    """A file whose key was destroyed. No foreign key: a restored backup may lack the file, or have its key."""

    evidence_id = models.CharField(max_length=64, primary_key=True)
    shredded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"evidence {self.evidence_id} shredded"
