"""The dispatcher: beat starts it every two seconds, ``manage.py relay`` runs it in a loop; both at once are fine."""

from __future__ import annotations

from celery import shared_task

from disclosures import outbox
from disclosures.domain.timers import TIMERS
from disclosures.models import clock


def dispatch() -> int:
    """Promise what comes round, ring for all that is due, and return how many bells were rung."""
    at = clock.now()
    outbox.promise_periods(timers=TIMERS, at=at)
    return outbox.make_round(at=at)


@shared_task(name="disclosures.dispatch")
def dispatch_due() -> None:
    """Let beat dispatch."""
    dispatch()
