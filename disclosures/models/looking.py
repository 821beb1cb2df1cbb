"""What people of the desk looked at: cases opened, searches by member with their reason, tables taken away."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosures.domain.looking import ExportKind, SearchReason
from disclosures.models.case import Case


class CaseReading(models.Model):
    """That somebody of the desk opened a case's pages on a day; once a day, so that the ledger is no flood."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="readings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField(help_text="By the desk's clock.")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "by", "day"], name="a_reading_is_noted_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"reading of case {self.case_id}"


class RecordSearch(models.Model):
    """A search by member. The note stays here, for auditors and privacy officers; the ledger commits to it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    member = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty where nobody has the name that was typed; that name is not kept.",
    )
    reason = models.CharField(max_length=20)
    note = models.TextField(help_text="What it is about; for the file.")
    found = models.ManyToManyField(Case, through="FoundCase", related_name="+")

    class Meta:
        indexes = [models.Index(fields=["-at", "-id"], name="search_by_time")]
        constraints = [
            models.CheckConstraint(name="search_reason_is_known", condition=Q(reason__in=[*SearchReason])),
            models.CheckConstraint(name="search_says_what_it_is_about", condition=~Q(note="")),
        ]

    def __str__(self) -> str:
        return f"search {self.pk}"


class FoundCase(models.Model):
    """A case that a search showed."""

    search = models.ForeignKey(RecordSearch, on_delete=models.PROTECT, related_name="rows")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["search", "case"], name="a_search_finds_a_case_once")]

    def __str__(self) -> str:
        return f"case {self.case_id} in search {self.search_id}"


class DeskExport(models.Model):
    """A table or the ledger taken away by somebody of the desk; which part, and how many lines it had."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    kind = models.CharField(max_length=10)
    tab = models.CharField(max_length=20, blank=True, help_text="Of the queue.")
    basis = models.CharField(max_length=24, blank=True, help_text="Its filter.")
    status = models.CharField(max_length=24, blank=True, help_text="Its filter.")
    lines = models.PositiveIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="export_kind_is_known", condition=Q(kind__in=[*ExportKind]))]

    def __str__(self) -> str:
        return f"{self.kind} export"
