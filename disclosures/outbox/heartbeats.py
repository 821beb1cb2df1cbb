"""Signs of life of workers and beat, in the database: so that health can say that none answers, broker or not."""

from __future__ import annotations

import logging
import time
from datetime import datetime, timedelta

from django.db import Error

from disclosures.models import clock
from disclosures.models.heartbeat import Heartbeat

EVERY = 30.0
"""Seconds between two rows of one process, however often it is told."""
SILENT = timedelta(minutes=2)
"""Who has said nothing for so long does not answer."""
FORGOTTEN = timedelta(hours=1)
"""So long a process that vanished is named; then it is taken for one that nobody misses."""

log = logging.getLogger(__name__)
_said: dict[str, float] = {}


def note(name: str, *, kind: Heartbeat.Kind) -> None:
    """Writes that this process lives, at most every half minute; a database that is away is no trouble of its own."""
    now = time.monotonic()
    if now - _said.get(name, -EVERY) < EVERY:
        return
    _said[name] = now
    try:
        at = clock.now()
        if not Heartbeat.objects.filter(pk=name).update(at=at):
            Heartbeat.objects.create(name=name, kind=kind, at=at)
        Heartbeat.objects.filter(at__lt=at - FORGOTTEN).delete()
    except Error as error:
        log.warning("A sign of life was not written.", extra={"code": type(error).__name__})


def stop(name: str) -> None:
    """The process ends because it was told to: nobody is to miss it."""
    _said.pop(name, None)
    try:
        Heartbeat.objects.filter(pk=name).delete()
    except Error as error:
        log.warning("A sign of life was not taken back.", extra={"code": type(error).__name__})


def heard(kind: Heartbeat.Kind, *, at: datetime) -> tuple[list[Heartbeat], list[Heartbeat]]:
    """Which of a kind answer, and which fell silent without being told to stop; the newest first."""
    rows = list(Heartbeat.objects.filter(kind=kind, at__gt=at - FORGOTTEN).order_by("-at"))
    return [row for row in rows if at - row.at <= SILENT], [row for row in rows if at - row.at > SILENT]
