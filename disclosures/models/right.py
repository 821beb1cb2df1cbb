"""Intellectual-property rights: what a complainant proved once, and stands on while it is valid (P3e)."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from disclosures.domain.agency import AgencyScope


class RightQuerySet(models.QuerySet["Right"]):
    """Facts about these."""

    def unrelied_on(self) -> RightQuerySet:
        """Of which nobody checked the proof, nor took it back as false, and on which no complaint stands."""
        return self.filter(proven_at__isnull=True, disqualified_at__isnull=True).exclude(complaints__isnull=False)


class Right(models.Model):
    """A right with its proof. Who holds it here for its owner is an agent: for whom, for what and until when is said.

    ``organisation`` is the house through which it was registered: who leaves the house leaves its rights there.
    """

    reference = models.CharField(max_length=80, unique=True)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="rights")
    organisation = models.ForeignKey(
        "accounts.Organisation", null=True, blank=True, on_delete=models.PROTECT, related_name="rights"
    )
    kind = models.CharField(max_length=40)
    number = models.CharField(max_length=80)
    office = models.CharField(max_length=80)
    right_class = models.CharField(max_length=40, blank=True)
    territory = models.CharField(max_length=120, blank=True, help_text="Where it is in force, by country codes or EU.")
    valid_from = models.DateTimeField()
    valid_to = models.DateTimeField()
    proof = models.TextField(blank=True, help_text="What the owner shows: certificate, registration, contract.")
    proven_at = models.DateTimeField(null=True, blank=True)
    proven_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    agent_for = models.CharField(max_length=200, blank=True, help_text="The owner, when its holder here is an agent.")
    agent_scope = models.CharField(max_length=24, blank=True, help_text="What the agent is authorised to do.")
    agent_until = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="Given up by its holder here.")
    disqualified_at = models.DateTimeField(null=True, blank=True, help_text="Taken back by staff.")
    disqualified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = RightQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(name="right_is_valid_for_a_time", condition=Q(valid_to__gt=F("valid_from"))),
            models.CheckConstraint(
                name="right_is_not_proven_by_its_owner",
                condition=Q(proven_by__isnull=True) | (Q(proven_at__isnull=False) & ~Q(proven_by=F("owner"))),
            ),
            models.CheckConstraint(
                name="agency_has_scope_and_end",
                condition=Q(agent_scope="", agent_for="", agent_until__isnull=True)
                | Q(agent_scope__in=[*AgencyScope], agent_until__isnull=False),
            ),
            models.CheckConstraint(
                name="right_is_disqualified_by_somebody",
                condition=Q(disqualified_at__isnull=True, disqualified_by__isnull=True)
                | (Q(disqualified_at__isnull=False, disqualified_by__isnull=False) & ~Q(disqualified_by=F("owner"))),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    def is_in_force(self, *, at: datetime) -> bool:
        """Valid on the day, neither given up nor taken back, and the agency, if any, not over."""
        return (
            self.valid_from <= at < self.valid_to
            and self.withdrawn_at is None  # ended is ended, also for a worker that began before
            and self.disqualified_at is None
            and (self.agent_until is None or at < self.agent_until)
        )

    def qualifies(self, *, at: datetime) -> bool:
        """Proven and in force."""
        return self.proven_at is not None and self.proven_at <= at and self.is_in_force(at=at)

    def is_held_by(self, user: User) -> bool:
        """Registered by this account, and not through a house that they have left."""
        return self.owner_id == user.pk and self.organisation_id in {None, user.organisation_id}

    @property
    def may_pass_on(self) -> bool:
        """The holder may have details passed on: an owner always, an agent where the authorisation says so."""
        return self.agent_until is None or self.agent_scope == AgencyScope.COMPLAIN_AND_PASS_ON
