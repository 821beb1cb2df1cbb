"""A Celery worker that is killed, with its whole group, where DYING_AT says: once, and it leaves a mark.

`celery -A tests.faults.dying_worker worker`; the points are the stages S3 to S6 of SAFETY.md.
"""

import os
import signal
from functools import wraps
from importlib import import_module
from pathlib import Path

import django

from paletten.celery import app

__all__ = ["app"]

CLAIM = ("disclosures.outbox.leases", "claim")
COLLECT = ("disclosures.sources", "collect")
SEAL = ("disclosures.delivery.sealing", "seal")
SYNC = ("os", "fsync")  # the bytes are written beside, and not yet there under their name
WRITE = ("disclosures.delivery.vault", "write")
COMMIT = ("disclosures.delivery.build", "_commit")
FINISH = ("disclosures.outbox", "finish")  # the last statement inside the last transaction

POINTS = {
    "before the claim": ("before", CLAIM),
    "after the claim": ("after", CLAIM),
    "before collecting": ("before", COLLECT),
    "after collecting": ("after", COLLECT),
    "before sealing": ("before", SEAL),
    "half written": ("before", SYNC),
    "after writing": ("after", WRITE),
    "before the last transaction": ("before", COMMIT),
    "inside the last transaction": ("after", FINISH),
    "after the last transaction": ("after", COMMIT),
}


def _die(mark: Path) -> None:
    """Kill this worker, its children and its master as a power cut would, if nobody did it for this mark before."""
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return
    os.killpg(os.getpgrp(), signal.SIGKILL)


def _arm(point: str, mark: Path) -> None:
    when, (module_name, name) = POINTS[point]
    module = import_module(module_name)
    real = getattr(module, name)

    @wraps(real)
    def armed(*args, **words):
        if when == "before":
            _die(mark)
        answer = real(*args, **words)
        if when == "after":
            _die(mark)
        return answer

    setattr(module, name, armed)


if os.environ.get("DYING_AT"):
    django.setup()
    _arm(os.environ["DYING_AT"], Path(os.environ["DYING_MARK"]))
