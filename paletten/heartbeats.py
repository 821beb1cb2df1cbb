"""Workers and beat write a sign of life; hung on the signals of Celery that each process gives by itself."""

from __future__ import annotations

import socket
from typing import Any

from celery.signals import before_task_publish, heartbeat_sent, worker_shutdown
from django.db import close_old_connections

BEATS = "disclosures.dispatch"
"""What beat alone sends, every two seconds, whether or not the broker takes it."""


@heartbeat_sent.connect(weak=False)
def worker_lives(sender: Any = None, **_: Any) -> None:
    """The worker's own process says so every two seconds, also while its children are busy."""
    from disclosures.models import Heartbeat  # the tables are known once Django is set up
    from disclosures.outbox import heartbeats

    close_old_connections()
    heartbeats.note(sender.eventer.hostname, kind=Heartbeat.Kind.WORKER)


@worker_shutdown.connect(weak=False)
def worker_stops(sender: Any = None, **_: Any) -> None:
    """A worker that was told to stop is not missed."""
    from disclosures.outbox import heartbeats

    close_old_connections()
    heartbeats.stop(sender.hostname)


@before_task_publish.connect(sender=BEATS, weak=False)
def beat_lives(**_: Any) -> None:
    """Beat is about to ring."""
    from disclosures.models import Heartbeat
    from disclosures.outbox import heartbeats

    close_old_connections()
    heartbeats.note(f"beat@{socket.gethostname()}", kind=Heartbeat.Kind.BEAT)
