"""Releases come first in three turns of four, and no queue waits for ever."""

from paletten.queue_order import ReleasesFirst

QUEUES = ["notices", "releases", "upkeep"]


def test_releases_come_first_but_not_always():
    order = ReleasesFirst()
    order.update(QUEUES)
    taken = []
    for _ in range(12):  # every queue has something, as in a flood
        first = order.consume(3)[0]
        taken.append(order.rotate(first))
    assert {queue: taken.count(queue) for queue in QUEUES} == {"releases": 9, "notices": 2, "upkeep": 1}


def test_every_queue_is_asked_in_every_turn():
    order = ReleasesFirst()
    order.update(QUEUES)
    for last in ("releases", "notices", "upkeep", "releases", "notices"):
        assert sorted(order.consume(3)) == QUEUES
        order.rotate(last)
