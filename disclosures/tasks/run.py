"""The one task that does work: it is told an opaque id, and the database tells it the rest."""

from __future__ import annotations

import logging
from typing import Any
from uuid import UUID

from celery import Task, shared_task
from django.db import Error

from disclosures import outbox

log = logging.getLogger(__name__)


@shared_task(name="disclosures.run_job", bind=True)
def run_job(self: Task[Any, Any], job_id: str, format: int) -> None:  # noqa: A002, ARG001 - the row's own version decides, not the message's
    """Carry out one job and what else is due in the queue that the message came by.

    A message that names nothing real has no effect (SAFETY: the holder of Redis).
    """
    try:
        known = UUID(job_id)
    except (ValueError, AttributeError, TypeError):
        log.warning("A message names no job.")
        return
    came_by = self.request.delivery_info or {}
    try:
        outbox.take_turn(job_id=known, queue=outbox.queue_named(came_by.get("routing_key")))
    except Error as error:
        # The database is away. The row is as it was, or its lease ends; Celery would log the error with its text.
        log.warning("The database is not answering.", extra={"job": known, "code": type(error).__name__})
