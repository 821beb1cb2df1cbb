"""The one task that does work: it is told an opaque id, and the database tells it the rest."""

from __future__ import annotations

import logging
from uuid import UUID

from celery import shared_task
from django.db import Error

from disclosures import outbox
from disclosures.models import clock

log = logging.getLogger(__name__)


@shared_task(name="disclosures.run_job")
def run_job(job_id: str, format: int) -> None:  # noqa: A002, ARG001 - the row's own version decides, not the message's
    """Carry out one job. A message that names nothing real has no effect (SAFETY: the holder of Redis)."""
    try:
        known = UUID(job_id)
    except (ValueError, AttributeError, TypeError):
        log.warning("A message names no job.")
        return
    try:
        outbox.run(job_id=known, at=clock.now())
    except Error as error:
        # The database is away. The row is as it was, or its lease ends; Celery would log the error with its text.
        log.warning("The database is not answering.", extra={"job": known, "code": type(error).__name__})
