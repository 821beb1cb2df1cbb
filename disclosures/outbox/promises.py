"""Writes a promise in the transaction of the change that needs it (DESIGN 5.7; STYLE 7)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeAlias
from uuid import UUID

from django.db import connection, transaction

from disclosures.domain.topics import Topic
from disclosures.models import additions
from disclosures.models.job import Job, JobState
from disclosures.outbox import bell, limits
from disclosures.outbox.queues import queue_of

Id: TypeAlias = str | int | UUID
AN_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised, about which ids, not before when; the same ``key`` is the same promise."""

    topic: Topic
    key: str
    ids: Mapping[str, Id]
    run_after: datetime | None = None


def put(topic: Topic, *, key: str, at: datetime, run_after: datetime | None = None, **ids: Id) -> None:
    """Promise a job in the running transaction; the same ``key`` promises once, whoever comes second.

    ``run_after`` is the earliest time; without it the job is due at once and the broker is told after commit.
    Raises ``RuntimeError`` outside a transaction and ``ValueError`` for anything that is not an id.
    """
    put_all([Promise(topic, key=key, ids=ids, run_after=run_after)], at=at)


def put_all(promises: Iterable[Promise], *, at: datetime) -> None:
    """Promise several jobs as ``put`` does one, in one statement; at least one."""
    if not connection.in_atomic_block:
        msg = "A promise belongs to the transaction of the change that needs it."
        raise RuntimeError(msg)
    jobs = [_job(promise, at=at) for promise in promises]
    new = set(additions.insert(*jobs, unless="key"))
    # One ring for each queue: whoever answers it takes what else is due.
    due = {queue_of(topic=Topic(job.topic)): job.pk for job in jobs if job.pk in new and job.run_after is None}
    for queue, job_id in due.items():
        # robust: nothing that goes wrong with the broker may turn a committed change into an error.
        transaction.on_commit(partial(bell.nudge, job_id=job_id, queue=queue), robust=True)


def move(*, keys: Iterable[str], run_after: datetime, at: datetime) -> None:
    """Give promises that nobody has begun to keep another earliest time, inside the caller's transaction."""
    later = run_after if run_after > at else None
    waiting = Job.objects.filter(key__in=list(keys), state=JobState.READY)
    waiting.update(run_after=later, ring_at=later or at)


def _job(promise: Promise, *, at: datetime) -> Job:
    later = promise.run_after if promise.run_after is not None and promise.run_after > at else None
    return Job(
        key=promise.key,
        topic=promise.topic.value,
        ids={name: _as_id(value) for name, value in promise.ids.items()},
        format=limits.FORMAT,
        run_after=later,
        ring_at=later or at + limits.NUDGE_GRACE,
        created_at=at,
    )


def _as_id(value: Id) -> str | int:
    if isinstance(value, int):
        return value
    if not AN_ID.fullmatch(str(value)):
        msg = "A job carries ids, not data (DESIGN 5.11)."
        raise ValueError(msg)
    return str(value)
