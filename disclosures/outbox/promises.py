"""Writes a promise in the transaction of the change that needs it (DESIGN 5.7; STYLE 7)."""

from __future__ import annotations

import re
from datetime import datetime
from functools import partial
from uuid import UUID

from django.db import connection, transaction

from disclosures.domain.topics import Topic
from disclosures.models.job import Job
from disclosures.outbox import bell, limits

AN_ID = re.compile(r"[A-Za-z0-9._:-]{1,64}")


def put(topic: Topic, *, key: str, at: datetime, run_after: datetime | None = None, **ids: str | int | UUID) -> None:
    """Promise a job in the running transaction; the same ``key`` promises once, whoever comes second.

    ``run_after`` is the earliest time; without it the job is due at once and the broker is told after commit.
    Raises ``RuntimeError`` outside a transaction and ``ValueError`` for anything that is not an id.
    """
    if not connection.in_atomic_block:
        msg = "A promise belongs to the transaction of the change that needs it."
        raise RuntimeError(msg)
    later = run_after if run_after is not None and run_after > at else None
    job = Job(
        key=key,
        topic=topic.value,
        ids={name: _as_id(value) for name, value in ids.items()},
        format=limits.FORMAT,
        run_after=later,
        ring_at=later or at + limits.NUDGE_GRACE,
        created_at=at,
    )
    if _insert_unless_promised(job) and later is None:
        # robust: nothing that goes wrong with the broker may turn a committed change into an error.
        transaction.on_commit(partial(bell.nudge, job_id=job.id, topic=topic), robust=True)


def _as_id(value: str | int | UUID) -> str | int:
    if isinstance(value, int):
        return value
    if not AN_ID.fullmatch(str(value)):
        msg = "A job carries ids, not data (DESIGN 5.11)."
        raise ValueError(msg)
    return str(value)


def _insert_unless_promised(job: Job) -> bool:
    """Insert the row unless its key is there, in one statement, and say whether it was inserted.

    Written out because Django's ``ignore_conflicts`` becomes INSERT OR IGNORE on SQLite, which would also swallow a
    violated CHECK, and because only RETURNING tells whether there is something new to ring for.
    """
    fields = Job._meta.concrete_fields
    columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    slots = ", ".join(["%s"] * len(fields))
    values = [field.get_db_prep_save(getattr(job, field.attname), connection=connection) for field in fields]
    table = connection.ops.quote_name(Job._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {table} ({columns}) VALUES ({slots}) ON CONFLICT (key) DO NOTHING RETURNING id",  # noqa: S608 - names from the model
            values,
        )
        return cursor.fetchone() is not None
