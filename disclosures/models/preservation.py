"""What an authority asked to have kept, sealed, until an instrument follows or its time is over (P3c)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import Organisation
from disclosures.bases import REGISTRY
from disclosures.domain.basis import Basis, BasisCode
from disclosures.domain.grounds import RefusalCode
from disclosures.domain.preserving import End, State


class PreservationQuerySet(models.QuerySet["Preservation"]):
    """Facts about preservations."""

    def open(self) -> PreservationQuerySet:
        """Not ended by anybody; the end itself is compared with the clock where it matters."""
        return self.filter(ended_at__isnull=True)

    def unsigned(self) -> PreservationQuerySet:
        """Waiting for a signature."""
        return self.open().filter(signed_at__isnull=True)

    def unkept(self) -> PreservationQuerySet:
        """Signed, and its snapshot is not made yet."""
        return self.open().filter(signed_at__isnull=False, kept_from__isnull=True)

    def kept(self) -> PreservationQuerySet:
        """With a snapshot that is not destroyed."""
        return self.open().filter(kept_from__isnull=False)

    def extendable(self) -> PreservationQuerySet:
        """Kept, asked to be kept once more, and not extended yet."""
        return self.kept().filter(extension_asked_at__isnull=False, extended_at__isnull=True)


class Preservation(models.Model):
    """One request. Nothing here says whether anybody named exists, or whether there was anything to keep."""

    reference = models.CharField(max_length=14, unique=True)
    basis = models.CharField(max_length=24)
    basis_revision = models.PositiveSmallIntegerField()
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="preservations")
    filer = models.UUIDField(help_text="The natural person who filed.")
    authority = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="preservations")
    inquiry = models.CharField(max_length=200, help_text="Which inquiry an instrument is to follow in.")
    statute = models.CharField(max_length=200, help_text="The law that the request rests on.")
    asked_at = models.DateTimeField()
    lapses_at = models.DateTimeField(help_text="What is not signed by then ends.")
    signed_at = models.DateTimeField(null=True, blank=True, help_text="When the last signature was given.")

    kept_from = models.DateTimeField(null=True, blank=True, help_text="When the snapshot was taken.")
    until = models.DateTimeField(null=True, blank=True, help_text="It is destroyed then.")
    latest_at = models.DateTimeField(null=True, blank=True, help_text="The latest end, with the one extension.")
    extension_asked_at = models.DateTimeField(null=True, blank=True)
    extension_asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    extension_reason = models.CharField(max_length=400, blank=True)
    extended_at = models.DateTimeField(null=True, blank=True)
    extended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    extender = models.UUIDField(null=True, blank=True, help_text="The natural person who extended it.")

    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end = models.CharField(max_length=16, blank=True)
    refusal = models.CharField(max_length=32, blank=True, help_text="The code of a refusal.")
    words = models.TextField(blank=True, help_text="Why it was refused; for the file.")
    edition = models.PositiveIntegerField(default=0, help_text="Counts every change; a stale reader changes nothing.")

    objects = PreservationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="preservation_basis_is_known", condition=Q(basis__in=[*BasisCode])),
            models.CheckConstraint(name="preservation_says_what_for", condition=~Q(inquiry="") & ~Q(statute="")),
            models.CheckConstraint(name="preservation_lapses_later", condition=Q(lapses_at__gt=F("asked_at"))),
            models.CheckConstraint(
                name="preservation_is_kept_for_a_time_once_signed",
                condition=Q(kept_from__isnull=True, until__isnull=True, latest_at__isnull=True)
                | Q(
                    signed_at__isnull=False,
                    kept_from__isnull=False,
                    until__isnull=False,
                    latest_at__isnull=False,
                    until__gt=F("kept_from"),
                    until__lte=F("latest_at"),
                ),
            ),
            models.CheckConstraint(
                name="preservation_extension_is_asked_by_somebody",
                condition=Q(extension_asked_at__isnull=True, extension_asked_by__isnull=True, extension_reason="")
                | (
                    Q(extension_asked_at__isnull=False, extension_asked_by__isnull=False, kept_from__isnull=False)
                    & ~Q(extension_reason="")
                ),
            ),
            models.CheckConstraint(
                name="preservation_is_extended_by_somebody_else_once_asked",
                condition=Q(extended_at__isnull=True, extended_by__isnull=True, extender__isnull=True)
                | (
                    Q(
                        extended_at__isnull=False,
                        extended_by__isnull=False,
                        extender__isnull=False,
                        extension_asked_at__isnull=False,
                    )
                    & ~Q(extender=F("filer"))
                    & ~Q(extended_by=F("extension_asked_by"))
                ),
            ),
            models.CheckConstraint(
                name="preservation_ends_for_a_reason",
                condition=Q(ended_at__isnull=True, ended_by__isnull=True, end="")
                | Q(ended_at__isnull=False, ended_by__isnull=False, end__in=[*End]),
            ),
            models.CheckConstraint(
                name="preservation_is_refused_with_a_code",
                condition=(Q(end=End.REFUSED, refusal__in=[*RefusalCode], signed_at__isnull=True))
                | (~Q(end=End.REFUSED) & Q(refusal="")),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def rules(self) -> Basis:
        """The clause in the revision under which it was asked (P0b)."""
        return REGISTRY.of(self.basis, self.basis_revision)

    @property
    def state(self) -> State:
        """Where it stands, from the same columns whatever was found."""
        if self.ended_at is not None:
            return State.ENDED
        if self.kept_from is not None:
            return State.KEPT
        return State.ASKED if self.signed_at is None else State.SIGNED

    def is_usable(self, *, at: datetime) -> bool:
        """True while a new case can stand on it."""
        return self.ended_at is None and self.until is not None and at < self.until
