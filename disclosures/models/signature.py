"""Who signed which step of a case, over which scope, and who refused it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.domain.route import StepName
from disclosures.models.case import Case


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Facts about signatures."""

    def live(self) -> SignatureQuerySet:
        """Not voided by a change of scope or an appeal."""
        return self.filter(voided_at__isnull=True)


class Signature(models.Model):
    """One person's yes to one step, bound to the hash of the scope that was shown."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="signatures")
    version = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField(help_text="The place on the route, from 0.")
    step = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="signatures")
    person = models.UUIDField(help_text="The natural person: two accounts of one person are one.")
    filer = models.UUIDField(help_text="The natural person who filed the case.")
    role = models.CharField(max_length=20)
    scope_hash = models.CharField(max_length=64)
    at = models.DateTimeField()
    voided_at = models.DateTimeField(null=True, blank=True)

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(name="signed_step_is_known", condition=Q(step__in=[*StepName])),
            models.CheckConstraint(name="nobody_signs_what_they_filed", condition=~Q(person=F("filer"))),
            models.UniqueConstraint(
                fields=["case", "position"],
                condition=Q(voided_at__isnull=True),
                name="one_live_signature_per_place",
            ),
            models.UniqueConstraint(
                fields=["case", "person"],
                condition=Q(voided_at__isnull=True),
                name="one_live_signature_per_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.step} of case {self.case_id}"


class Refusal(models.Model):
    """One refusal by a person: who refused may, after an appeal, neither refuse nor sign."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="refusals")
    version = models.PositiveSmallIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField()
    code = models.CharField(max_length=32)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "version"], name="a_version_is_refused_once"),
            models.UniqueConstraint(fields=["case", "person"], name="a_person_refuses_a_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.code} of case {self.case_id}"
