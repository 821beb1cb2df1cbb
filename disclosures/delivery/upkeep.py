"""Clears away what killed workers leave behind, and makes a restored backup safe (SAFETY "Faults")."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts.models import User
from disclosures import ledger, outbox
from disclosures.delivery import vault
from disclosures.domain.events import Event
from disclosures.domain.moves import MoveName, Status
from disclosures.domain.topics import Topic
from disclosures.models import Case, Evidence, Job, Release, Snapshot
from disclosures.models.job import JobState

AMBIGUOUS = "restored"
"""Why a job waits for a person after a restore: nobody can know whether it was carried out after the backup."""


def clean(claim: outbox.Claim, at: datetime) -> None:
    """Handler of ``release.temporary_files``: removes half-written files and packages that no release knows."""
    vault.remove_parts(at=at)
    vault.remove_orphans(at=at, known=_known)
    vault.remove_orphans(at=at, known=_known_evidence, folder=vault.EVIDENCE)
    with transaction.atomic(durable=True):
        outbox.finish(claim, at=at)


def _known(names: Collection[str]) -> Collection[str]:
    released = Release.objects.filter(package__in=names).values_list("package", flat=True)
    return {*released, *Snapshot.objects.filter(package__in=names).values_list("package", flat=True)}


def _known_evidence(names: Collection[str]) -> Collection[str]:
    return set(Evidence.objects.filter(package__in=names).values_list("package", flat=True))


def make_restored_safe(*, at: datetime) -> tuple[int, int]:
    """After a restore: what was shredded stays shredded, and what may have been delivered waits for a person.

    Returns how many keys came back and were destroyed again, and how many cases wait.
    """
    back = vault.replay_shredded(at=at)
    undone = [JobState.READY, JobState.LEASED]
    with transaction.atomic(durable=True):
        waiting = list(Case.objects.filter(status=Status.APPROVED))
        for case in waiting:
            Case.objects.take(case, move=MoveName.RELEASE_FAILS, to=Status.RELEASE_FAILED)
            ledger.append(
                Event.RELEASE_FAILED,
                chain=ledger.chain_of(case),
                by=User.objects.system(),
                at=at,
                reason=AMBIGUOUS,
            )
        # What is not due yet was not sent after the backup either: a hold's notice still goes out when the hold ends.
        due = Job.objects.filter(topic__in=[Topic.RELEASE_BUILD, Topic.NOTICE_SEND], state__in=undone)
        sent_or_not = due.exclude(run_after__gt=at)
        sent_or_not.update(state=JobState.DEAD, lease_until=None, last_error=AMBIGUOUS)
    return back, len(waiting)
