"""What the desk published about a half-year; it stays as it was said."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from disclosures.models.append_only import AppendOnlyModel


class TransparencyReport(AppendOnlyModel):
    """One for each half-year. ``figures`` holds the feet of steps only: no exact number is kept anywhere."""

    half_year = models.CharField(max_length=7, help_text="As 2026-H1.")
    figures = models.JSONField(help_text="bases: basis to figure to foot; desk: figure to foot.")
    published_at = models.DateTimeField()

    class Meta(AppendOnlyModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["half_year"], name="a_half_year_is_reported_once"),
            models.CheckConstraint(
                name="transparency_report_is_of_a_half_year",
                condition=Q(half_year__gt="2", half_year__lt="3")
                & (Q(half_year__endswith="-H1") | Q(half_year__endswith="-H2")),
            ),
        ]

    def __str__(self) -> str:
        return self.half_year
