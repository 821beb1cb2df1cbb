"""Which queue a worker looks into first: releases in three turns of four, so that notices neither hinder nor starve."""

from __future__ import annotations

from collections.abc import Iterable

FIRST = "releases"
TURNS = 4
"""In the last of so many turns ``FIRST`` comes last: with one worker, a flood of either keeps the other moving."""


class ReleasesFirst:
    """For the transport option ``queue_order_strategy``; the three methods are those that the transport calls."""

    def __init__(self) -> None:
        self.queues: list[str] = []
        self.turn = 0

    def update(self, queues: Iterable[str]) -> None:
        """Takes note of the queues that the worker listens to."""
        self.queues = list(queues)

    def consume(self, n: int) -> list[str]:
        """The queues in the order in which the broker is asked."""
        is_last_turn = self.turn % TURNS == TURNS - 1
        return sorted(self.queues[:n], key=lambda queue: (queue == FIRST) is is_last_turn)

    def rotate(self, last_used: str) -> str:
        """Notes which queue had something; the others come before it next time."""
        self.turn += 1
        if last_used in self.queues:
            self.queues.remove(last_used)
            self.queues.append(last_used)
        return last_used
