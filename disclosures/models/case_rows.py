"""What belongs to one case: whose data is asked, which items, and how people narrowed them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.models.case import Case


class CaseSubject(models.Model):
    """One person whose data is asked, as named in the filing; ``subject`` is empty for somebody unknown."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="subjects")
    position = models.PositiveSmallIntegerField()
    named = models.CharField(max_length=200)
    named_key = models.CharField(max_length=200)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="asked_about"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["case", "position"], name="case_subject_has_one_place"),
            models.UniqueConstraint(fields=["case", "named_key"], name="case_names_a_person_once"),
        ]

    def __str__(self) -> str:
        return f"subject {self.position} of case {self.case_id}"


class AskedItem(models.Model):
    """One catalogue item asked, how much of it and of which time."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="asked_items")
    item = models.CharField(max_length=64)
    detail = models.CharField(max_length=10, default="full")
    start_at = models.DateTimeField(null=True, blank=True)
    end_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "item"], name="case_asks_an_item_once"),
            models.CheckConstraint(
                name="asked_detail_is_known", condition=Q(detail__in=["existence", "masked", "full"])
            ),
            models.CheckConstraint(
                name="asked_period_is_not_empty",
                condition=Q(start_at__isnull=True) | Q(end_at__isnull=True) | Q(start_at__lt=F("end_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.item


class Narrowing(models.Model):
    """A person's cut of one item, with the reason."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="narrowings")
    item = models.CharField(max_length=64)
    detail = models.CharField(max_length=10)
    start_at = models.DateTimeField(null=True, blank=True)
    end_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    reason = models.TextField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="narrowing_detail_is_known", condition=Q(detail__in=["none", "existence", "masked", "full"])
            ),
            models.CheckConstraint(name="narrowing_has_a_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.item} to {self.detail}"
