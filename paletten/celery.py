"""Celery: the app and every setting with its reason (SAFETY). The database decides; the broker is a doorbell."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import Any

from celery import Celery
from celery.signals import celeryd_init, task_postrun, task_prerun, worker_init
from kombu import Exchange, Queue

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "paletten.settings")

from django.conf import settings
from django.db import close_old_connections

from paletten import broker_policy, heartbeats, refusal  # noqa: F401 - the signals of heartbeats are connected
from paletten.queue_order import ReleasesFirst

LEASE = int(getattr(settings, "DESK_LEASE_SECONDS", 30))
BELLS = Exchange("desk", type="direct")

TRANSPORT_OPTIONS: dict[str, Any] = {
    # Messages of a killed worker come back after this. Longer than a lease, or a running job's bell would ring twice.
    "visibility_timeout": 2 * LEASE,
    "unacked_restore_interval": 10,  # look for such messages every 10 s; recovery took 90 s by default
    "unacked_restore_throttle": 1,  # at every look, not at every tenth
    "socket_timeout": 10,  # a broker that vanished without closing is noticed
    "socket_connect_timeout": 5,
    "socket_keepalive": True,
    "health_check_interval": 10,  # a half-open connection is dropped within about 20 s
    "retry_on_timeout": False,  # a lost reply must not publish a second copy
    "queue_order_strategy": ReleasesFirst,  # a release promises notices; taken in turn, they would halve releases
}

SETTINGS: dict[str, Any] = {
    "broker_url": settings.CELERY_BROKER_URL,
    "broker_transport_options": TRANSPORT_OPTIONS if settings.CELERY_BROKER_URL.startswith(("redis", "valkey")) else {},
    "broker_connection_retry_on_startup": True,  # a worker may be started before its broker
    "broker_connection_max_retries": None,  # and waits for it as long as it takes
    "broker_connection_timeout": 5,
    "broker_heartbeat": 20,  # AMQP only: the same as the health check
    # Content: an id and a version as JSON. Pickle would let the holder of the broker run code.
    "accept_content": ["json"],
    "task_serializer": "json",
    "result_serializer": "json",
    "event_serializer": "json",
    # Results: none. What came of a job is in its row.
    "task_ignore_result": True,
    "result_backend": None,
    # Acknowledge after the work: quicker recovery, no guarantee (2 of 6,000 still never ran). The row guarantees.
    "task_acks_late": True,
    # Off: a task that kills its worker would loop without limit. The lease ends, and attempts are counted.
    "task_reject_on_worker_lost": False,
    # Off: when the reply is lost, a retry queues two copies. The dispatcher rings again anyway.
    "task_publish_retry": False,
    "worker_prefetch_multiplier": 1,  # a message in hand is one that no other worker can answer
    # A task cut off here has lost its lease only later, so nobody runs beside it: limit < lease < visibility.
    "task_soft_time_limit": LEASE * 0.6,
    "task_time_limit": LEASE * 0.8,
    # On: after the connection is lost its messages are given to others, so what runs here would run twice.
    "worker_cancel_long_running_tasks_on_connection_loss": True,
    "worker_max_memory_per_child": 300_000,  # KiB; a child that grew is replaced between tasks
    # Off: remote control lets the holder of the broker stop workers and read their arguments.
    "worker_enable_remote_control": False,
    "worker_send_task_events": False,
    "task_send_sent_event": False,
    "worker_hijack_root_logger": False,  # lines stay in the desk's own format: references only
    "worker_redirect_stdouts": False,
    # Queues of their own: a flood of notices keeps no release waiting, and workers can be given to each.
    "task_queues": tuple(Queue(name, BELLS, routing_key=name) for name in ("releases", "notices", "upkeep")),
    "task_default_exchange": BELLS.name,
    "task_default_queue": "upkeep",
    "task_default_routing_key": "upkeep",
    "task_create_missing_queues": False,  # a forged queue name has no reader
    "task_routes": {"disclosures.dispatch": {"queue": "upkeep"}},
    # No ETA: future work is a `run_after` column, which survives the broker.
    "enable_utc": True,
    "timezone": "UTC",
    "imports": ("disclosures.tasks.run", "disclosures.tasks.dispatch"),
    # Two beats do no harm (each round takes rows by a conditional update); a round nobody took in time is dropped.
    "beat_schedule": {
        "dispatch": {
            "task": "disclosures.dispatch",
            "schedule": timedelta(seconds=2),
            "options": {"expires": 10, "queue": "upkeep"},
        },
    },
    "beat_schedule_filename": str(settings.DATA_DIR / "beat-schedule"),
    "beat_max_loop_interval": 2,  # seconds: beat looks as often as it has something to do
}

app = Celery("paletten")
app.conf.update(SETTINGS)
# Celery closes the database after each task unless told otherwise. The two signals below keep Django's own rules
# instead (CONN_MAX_AGE, health checks, broken connections), which saves a connection per job on PostgreSQL.
app.conf.CELERY_DB_REUSE_MAX = 2**31


@task_prerun.connect(weak=False)
@task_postrun.connect(weak=False)
def keep_connections_fresh(**_: Any) -> None:
    """Close connections that are too old or broken, around every task; not inside a test's own transaction."""
    close_old_connections()


@celeryd_init.connect(weak=False)
def refuse_unsafe_broker(**_: Any) -> None:
    """Do not start on a broker that may evict what was queued (SAFETY)."""
    broker_policy.require_noeviction(url=settings.CELERY_BROKER_URL)


@worker_init.connect(weak=False)
def refuse_wrong_mapping(**_: Any) -> None:
    """Do not start with a mapping file that cannot be read: each release would fail by it."""
    refusal.refuse_wrong_mapping()
