"""The floor under a release: one read, one AES-GCM seal, one transaction with as many inserted rows, as a Celery task.

Loaded by the benchmark's workers instead of ``paletten.celery``, so that both run in the same processes with the same
settings.
"""

from __future__ import annotations

import secrets
from datetime import UTC, datetime

from celery import shared_task
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.db import connection, transaction

from paletten.celery import app

__all__ = ["app", "make_table", "send", "work"]

PACKAGE = b"x" * 700  # bytes: what a sealed package of four items holds
ROW = "x" * 300


def make_table() -> None:
    """Make the table that the floor reads and fills; it has the key and the constraint that any row has."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE bench_floor (id bigserial PRIMARY KEY, key varchar(80) UNIQUE, body text, sealed bytea, "
            "at timestamptz NOT NULL)"
        )
        cursor.execute("INSERT INTO bench_floor (key, body, at) VALUES ('read', %s, now())", [ROW])


@shared_task(name="bench.floor")
def work(rows: int) -> None:
    """Read, seal, insert ``rows`` rows one by one in one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM bench_floor WHERE key = 'read'")
        cursor.fetchone()
        sealed = AESGCM(AESGCM.generate_key(bit_length=256)).encrypt(secrets.token_bytes(12), PACKAGE, b"bound")
        with transaction.atomic(durable=True):
            for _ in range(rows):
                cursor.execute(
                    "INSERT INTO bench_floor (key, body, sealed, at) VALUES (%s, %s, %s, %s)",
                    [secrets.token_hex(16), ROW, sealed, datetime.now(tz=UTC)],
                )


def send(*, count: int, rows: int) -> None:
    """Queue the floor's tasks where releases are queued."""
    with app.connection_for_write() as broker:
        producer = app.amqp.Producer(broker, auto_declare=False)
        for _ in range(count):
            app.send_task("bench.floor", args=[rows], queue="releases", producer=producer)


def done() -> int:
    """How many of the floor's tasks have committed, given rows each."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM bench_floor")
        return int(cursor.fetchone()[0]) - 1
