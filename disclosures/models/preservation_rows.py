"""What belongs to one preservation: the persons named, the items, and who signed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.domain.route import StepName
from disclosures.models.preservation import Preservation


class PreservedSubject(models.Model):
    """One person named; ``subject`` is empty for somebody unknown."""

    preservation = models.ForeignKey(Preservation, on_delete=models.PROTECT, related_name="subjects")
    position = models.PositiveSmallIntegerField()
    named = models.CharField(max_length=200)
    subject = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["preservation", "position"], name="preserved_subject_has_one_place"),
            models.UniqueConstraint(fields=["preservation", "named"], name="preservation_names_a_person_once"),
        ]

    def __str__(self) -> str:
        return f"subject {self.position} of preservation {self.preservation_id}"


class PreservedItem(models.Model):
    """One catalogue item, and of which time where its values have one."""

    preservation = models.ForeignKey(Preservation, on_delete=models.PROTECT, related_name="items")
    item = models.CharField(max_length=64)
    start_at = models.DateTimeField(null=True, blank=True)
    end_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["item"]
        constraints = [
            models.UniqueConstraint(fields=["preservation", "item"], name="preservation_names_an_item_once"),
            models.CheckConstraint(
                name="preserved_period_is_not_empty",
                condition=Q(start_at__isnull=True) | Q(end_at__isnull=True) | Q(start_at__lt=F("end_at")),
            ),
        ]

    def __str__(self) -> str:
        return self.item


class PreservationSignature(models.Model):
    """One person's yes. What was asked never changes, so that there is nothing to bind it to but the request."""

    preservation = models.ForeignKey(Preservation, on_delete=models.PROTECT, related_name="signatures")
    position = models.PositiveSmallIntegerField(help_text="The place on the route, from 0.")
    step = models.CharField(max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    person = models.UUIDField(help_text="The natural person: two accounts of one person are one.")
    filer = models.UUIDField(help_text="The natural person who filed.")
    role = models.CharField(max_length=20)
    at = models.DateTimeField()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(name="preservation_step_is_known", condition=Q(step__in=[*StepName])),
            models.CheckConstraint(name="nobody_signs_the_preservation_they_asked", condition=~Q(person=F("filer"))),
            models.UniqueConstraint(fields=["preservation", "position"], name="preservation_place_is_signed_once"),
            models.UniqueConstraint(fields=["preservation", "person"], name="preservation_is_signed_once_by_a_person"),
        ]

    def __str__(self) -> str:
        return f"{self.step} of preservation {self.preservation_id}"
