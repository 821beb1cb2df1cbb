"""A filter of the queue that somebody keeps under a name."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

MOST_VIEWS = 20
"""Of one person."""


class SavedView(models.Model):
    """One of a person's views. ``place`` makes it one of twenty, however many are saved at once."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views")
    place = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40)
    tab = models.CharField(max_length=20)
    basis = models.CharField(max_length=24, blank=True)
    status = models.CharField(max_length=24, blank=True)

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["by", "name"], name="view_name_is_ones_own_once"),
            models.UniqueConstraint(fields=["by", "place"], name="view_place_is_taken_once"),
            models.CheckConstraint(name="view_is_one_of_twenty", condition=Q(place__gte=1, place__lte=MOST_VIEWS)),
            models.CheckConstraint(name="view_has_a_name_and_a_tab", condition=~Q(name="") & ~Q(tab="")),
        ]

    def __str__(self) -> str:
        return self.name
