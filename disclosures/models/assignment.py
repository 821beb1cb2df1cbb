"""Whose work a case is at the desk: one person's or nobody's."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from disclosures.models.case import Case


class CaseAssignment(models.Model):
    """A case that somebody of the legal staff took. It says who works on it, and gives no right to anything."""

    case = models.OneToOneField(Case, primary_key=True, on_delete=models.PROTECT, related_name="assignment")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"assignment of case {self.case_id}"
