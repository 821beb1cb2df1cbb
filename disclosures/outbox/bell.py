"""Rings the broker's bell for a job. A ring may be lost or doubled: the row decides, the bell only saves waiting."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any
from uuid import UUID

from django.conf import settings
from kombu import Connection, Producer
from kombu.exceptions import ChannelError

from disclosures.outbox import limits
from disclosures.outbox.queues import QueueName

TASK = "disclosures.run_job"
PATIENCE = 0.4  # seconds for connecting and for each answer: a request waits for nobody's broker
ENOUGH = 4  # bells that wait in one queue: more would wake nobody else
REST = 0.2  # seconds without looking again into a queue that had enough
SILENCE = 5.0  # seconds without nudges after one failed, so that a dead broker costs one request, not each

log = logging.getLogger(__name__)
_inline: ContextVar[bool] = ContextVar("outbox_inline", default=False)
_own = threading.local()  # a connection is neither shared by threads nor inherited by forks
_silent_until = 0.0
_enough_until: dict[QueueName, float] = {}


@contextmanager
def inline() -> Iterator[None]:
    """Tell no broker about promises made inside: who calls this drains them itself (scenarios, tests, demo)."""
    token = _inline.set(True)
    try:
        yield
    finally:
        _inline.reset(token)


def nudge(*, job_id: UUID, queue: QueueName) -> None:
    """Ring once after a commit, best effort: never raises, costs at most about a second, and rarely that.

    Not when some bells of the queue wait to be answered: whoever answers one also takes what else is due.
    """
    global _silent_until  # noqa: PLW0603 - a courtesy to a dead broker, not a state anything depends on
    now = time.monotonic()
    if _inline.get() or not has_broker() or now < max(_silent_until, _enough_until.get(queue, 0)):
        return
    try:
        if waiting(queue=queue) < ENOUGH:
            ring(job_id=job_id, queue=queue)
        else:
            _enough_until[queue] = now + REST
    except Exception as error:  # noqa: BLE001 - the change is committed; a dispatcher rings again in seconds
        _silent_until = time.monotonic() + SILENCE
        log.warning("The broker did not take a nudge.", extra={"job": job_id, "code": type(error).__name__})


def ring(*, job_id: UUID, queue: QueueName) -> None:
    """Publish one message: an opaque id and a version. Raises whatever the broker's client raises."""
    from paletten.celery import app  # Celery is loaded by those who ring, not by those who only promise

    try:
        # No retry: a lost reply would queue two copies while the caller sees an error (SAFETY).
        app.send_task(TASK, args=[str(job_id), limits.FORMAT], queue=queue.value, producer=_producer(), retry=False)
    except Exception:
        hang_up()
        raise


def waiting(*, queue: QueueName) -> int:
    """Return how many messages the broker holds for this queue. Raises whatever the broker's client raises."""
    try:
        channel: Any = _producer().channel
        return int(channel.queue_declare(queue=queue.value, passive=True).message_count)
    except ChannelError:
        hang_up()  # AMQP closes the channel when it answers that there is no such queue
        return 0
    except Exception:
        hang_up()
        raise


def has_broker() -> bool:
    """False for the in-memory stand-in, which reaches no worker."""
    return not settings.CELERY_BROKER_URL.startswith("memory:")


def hang_up() -> None:
    """Forget this thread's connection; the next ring makes a new one."""
    held = getattr(_own, "held", None)
    _own.held = None
    if held is not None and held[0] == _address():
        held[1].connection.collect(socket_timeout=PATIENCE)


def _producer() -> Producer:
    held = getattr(_own, "held", None)
    if held is None or held[0] != _address():
        held = (_address(), Producer(_connect().default_channel))
        _own.held = held
    producer: Producer = held[1]
    return producer


def _connect() -> Connection:
    return Connection(
        settings.CELERY_BROKER_URL,
        connect_timeout=PATIENCE,
        transport_options={
            "socket_connect_timeout": PATIENCE,
            "socket_timeout": PATIENCE,
            "health_check_interval": 0,  # a check before each use would double the waiting; a failure is no loss here
            "max_retries": 0,
        },
    )


def _address() -> tuple[int, str]:
    return os.getpid(), settings.CELERY_BROKER_URL
