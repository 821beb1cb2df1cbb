"""Promises the desk keeps: rows written with the change, carried out later exactly once (DESIGN 5.6, 5.7).

The database decides and the broker is a doorbell (docs/decisions/0003-outbox.md).
"""

from disclosures.outbox.backlogs import Backlog, backlog
from disclosures.outbox.bell import inline
from disclosures.outbox.heartbeats import heard
from disclosures.outbox.leases import Claim, LostLease, bury, claim, finish, retry, settle
from disclosures.outbox.limits import rest_after
from disclosures.outbox.promises import Promise, move, put, put_all
from disclosures.outbox.queues import queue_named
from disclosures.outbox.registry import Handler
from disclosures.outbox.rounds import make_round
from disclosures.outbox.timers import promise_periods
from disclosures.outbox.turns import take as take_turn
from disclosures.outbox.work import Later, Outcome, drain, fail, run

__all__ = [
    "Backlog",
    "Claim",
    "Handler",
    "Later",
    "LostLease",
    "Outcome",
    "Promise",
    "backlog",
    "bury",
    "claim",
    "drain",
    "fail",
    "finish",
    "heard",
    "inline",
    "make_round",
    "move",
    "promise_periods",
    "put",
    "put_all",
    "queue_named",
    "rest_after",
    "retry",
    "run",
    "settle",
    "take_turn",
]
