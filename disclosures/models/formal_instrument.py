"""A paper that an authority presents after an emergency: checked by somebody else than who presented it (P3c)."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosures.domain.particulars import InstrumentKind
from disclosures.models.emergency_follow_up import EmergencyFollowUp


class FormalInstrumentQuerySet(models.QuerySet["FormalInstrument"]):
    """Facts about papers."""

    def undecided(self) -> FormalInstrumentQuerySet:
        """Presented, and neither accepted nor refused."""
        return self.filter(decided_at__isnull=True)


class FormalInstrument(models.Model):
    """One paper as entered. A refused one stays in the file; another can follow."""

    follow_up = models.ForeignKey(EmergencyFollowUp, on_delete=models.PROTECT, related_name="instruments")
    kind = models.CharField(max_length=24)
    number = models.CharField(max_length=120)
    issued_by = models.CharField(max_length=200, help_text="The body whose paper it is.")
    issued_at = models.DateTimeField()
    statute = models.CharField(max_length=200)
    items = models.JSONField(help_text="Catalogue keys that the paper names.")
    period = models.JSONField(null=True, blank=True, help_text="From and to, where the paper names them.")
    presented_at = models.DateTimeField()
    presented_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    presenter = models.UUIDField(help_text="The natural person who presented or entered it.")
    accepted = models.BooleanField(null=True)
    words = models.TextField(
        blank=True, help_text="Why it was refused, or accepted though it covers less; for the file."
    )
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decider = models.UUIDField(null=True, blank=True, help_text="The natural person who decided.")

    objects = FormalInstrumentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="formal_instrument_is_whole",
                condition=Q(kind__in=[*InstrumentKind]) & ~Q(number="") & ~Q(issued_by="") & ~Q(statute=""),
            ),
            models.CheckConstraint(
                name="formal_instrument_is_decided_by_somebody",
                condition=Q(
                    decided_at__isnull=True, decided_by__isnull=True, decider__isnull=True, accepted__isnull=True
                )
                | Q(decided_at__isnull=False, decided_by__isnull=False, decider__isnull=False, accepted__isnull=False),
            ),
            models.CheckConstraint(
                name="nobody_accepts_the_paper_they_presented",
                condition=Q(decider__isnull=True) | ~Q(decider=F("presenter")),
            ),
            models.CheckConstraint(
                name="refused_paper_says_why", condition=Q(accepted__isnull=True) | Q(accepted=True) | ~Q(words="")
            ),
            models.UniqueConstraint(
                fields=["follow_up"], condition=Q(decided_at__isnull=True), name="one_paper_at_a_time"
            ),
            models.UniqueConstraint(fields=["follow_up"], condition=Q(accepted=True), name="one_paper_is_accepted"),
        ]

    def __str__(self) -> str:
        return f"paper after {self.follow_up_id}"
