"""What staff do about a release that failed: have it tried again (DESIGN 5.7: visible, retryable, never silent)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction

from accounts.models import User
from disclosures import ledger, outbox, policies
from disclosures.actions import approvals
from disclosures.domain.events import Event
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.topics import Topic
from disclosures.models import Case, Job
from disclosures.models.job import JobState
from disclosures.policies import Permission


@transaction.atomic(durable=True)
def retry(*, case: Case, by: User, at: datetime) -> None:
    """Takes a failed release up again, with all its attempts; facts, signatures and rules are asked anew."""
    policies.require(Permission.RETRY, by=by, case=case, at=at)
    Case.objects.take(case, move=MoveName.RETRY, to=Status.APPROVED)
    ledger.append(Event.RETRIED, chain=ledger.chain_of(case), by=by, at=at)
    if not _revive(case, at=at):
        approvals.promise_release(case, at=at)


def settle(*, case: Case, at: datetime) -> None:
    """A failed release that is refused leaves no dead promise to look at, inside the caller's transaction."""
    for job_id in _dead(case):
        outbox.settle(job_id=job_id, at=at)


def _revive(case: Case, *, at: datetime) -> bool:
    """The dead promise lives again, so that nothing dead is left to look at; False when there is none."""
    return any(outbox.retry(job_id=job_id, at=at) for job_id in _dead(case))


def _dead(case: Case) -> list[UUID]:
    dead = Job.objects.filter(topic=Topic.RELEASE_BUILD, state=JobState.DEAD, ids__case_id=case.pk)
    return list(dead.values_list("pk", flat=True))
