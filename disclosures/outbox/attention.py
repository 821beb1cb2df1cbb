"""Jobs that wait for a person: those that gave up, and those that only newer code can carry out."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from disclosures.domain.topics import Topic
from disclosures.models.job import Job, JobState
from disclosures.outbox import leases

DECIDED_BY_CASE = frozenset({Topic.RELEASE_BUILD})
"""Retried with the case that failed, by one of the legal staff, with a line in the ledger."""


def waiting() -> Iterable[Job]:
    """Dead and parked jobs, the oldest first."""
    return Job.objects.filter(state__in=[JobState.DEAD, JobState.PARKED]).order_by("created_at", "pk")


def retry_all(*, ids: Collection[UUID], at: datetime) -> int:
    """Put these dead jobs back with all their attempts; returns how many, without those that a case decides."""
    dead = Job.objects.filter(pk__in=ids, state=JobState.DEAD).exclude(topic__in=DECIDED_BY_CASE)
    return sum(leases.retry(job_id=job_id, at=at) for job_id in dead.values_list("pk", flat=True))
