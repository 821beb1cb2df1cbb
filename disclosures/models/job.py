"""A promise the desk made itself: written with the change that needs it, kept later by a worker (DESIGN 5.7)."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import F, Q

from accounts.composed import Given


class JobState(models.TextChoices):
    """Where a promise stands."""

    READY = "ready"  # waits for a worker, or for its time
    LEASED = "leased"  # a worker has it until `lease_until`
    DONE = "done"
    DEAD = "dead"  # gave up after the last attempt; a person may retry it
    PARKED = "parked"  # written by newer code than the worker that saw it; waits for a newer worker


OPEN = Q(state__in=[JobState.READY, JobState.LEASED])


class Jobs(models.QuerySet["Job"]):
    """Filters named as facts about a job."""

    def claimable(self, *, at: datetime | Given, furthest: datetime | Given) -> Self:
        """Jobs that a worker may take now: their time has come, and nobody holds them.

        A lease that ends later than ``furthest``, further ahead than any lease can, was written before the database's
        clock was set back; it counts as over, and the fence keeps its holder from finishing.
        """
        untaken = Q(state__in=[JobState.READY, JobState.PARKED]) & (Q(run_after=None) | Q(run_after__lte=at))
        abandoned = Q(state=JobState.LEASED) & (Q(lease_until__lte=at) | Q(lease_until__gt=furthest))
        return self.filter(untaken | abandoned)

    def unrung(self, *, at: datetime, horizon: timedelta) -> Self:
        """Open jobs whose bell is due; also those whose bell lies ahead only because the clock was set back."""
        return self.filter(OPEN).filter(Q(ring_at__lte=at) | Q(run_after=None, ring_at__gt=at + horizon))


class Job(models.Model):
    """One promise. It carries ids, never data; whoever runs it reads everything again from the database."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.CharField(max_length=200, unique=True, help_text="What makes the same promise the same.")
    topic = models.CharField(max_length=64)
    ids = models.JSONField(default=dict)
    format = models.PositiveSmallIntegerField(help_text="Version of what `topic` and `ids` mean.")
    state = models.CharField(max_length=8, default=JobState.READY)
    run_after = models.DateTimeField(null=True, help_text="Not before this time; empty: at once.")
    attempts = models.PositiveIntegerField(default=0, help_text="Counted when a worker takes it, not when it fails.")
    fence = models.PositiveIntegerField(default=0, help_text="Raised by each claim; only the last holder may finish.")
    lease_until = models.DateTimeField(null=True)
    ring_at = models.DateTimeField(help_text="When a dispatcher next tells the broker about it.")
    bell = models.UUIDField(null=True, help_text="The dispatcher's round that is telling the broker.")
    last_error = models.CharField(max_length=100, blank=True, default="", help_text="A code, never a message.")
    created_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    objects = Jobs.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ring_at"], condition=OPEN, name="job_to_ring"),
            models.Index(fields=["ring_at"], condition=OPEN & Q(run_after=None), name="job_under_way"),
            models.Index(
                fields=["state"], condition=Q(state__in=[JobState.DEAD, JobState.PARKED]), name="job_needs_attention"
            ),
            models.Index(fields=["bell"], condition=Q(bell__isnull=False), name="job_being_rung"),
        ]
        constraints = [
            models.CheckConstraint(name="job_state_is_known", condition=Q(state__in=JobState.values)),
            models.CheckConstraint(
                name="job_is_leased_until_a_time",
                condition=Q(state=JobState.LEASED, lease_until__isnull=False)
                | (~Q(state=JobState.LEASED) & Q(lease_until__isnull=True)),
            ),
            models.CheckConstraint(
                name="job_is_done_at_a_time",
                condition=Q(state=JobState.DONE, finished_at__isnull=False)
                | (~Q(state=JobState.DONE) & Q(finished_at__isnull=True)),
            ),
            models.CheckConstraint(name="job_dies_of_something", condition=~Q(state=JobState.DEAD) | ~Q(last_error="")),
            models.CheckConstraint(name="job_fence_counts_every_attempt", condition=Q(fence__gte=F("attempts"))),
            models.CheckConstraint(name="job_has_a_key", condition=~Q(key="")),
        ]

    def __str__(self) -> str:
        return f"{self.topic} {self.id} ({self.state})"
