"""Which Celery queue rings for which topic: a flood of notices must not keep a release waiting."""

from __future__ import annotations

from enum import StrEnum

from disclosures.domain.topics import Topic


class QueueName(StrEnum):
    """The queues a worker may listen to."""

    RELEASES = "releases"
    NOTICES = "notices"
    UPKEEP = "upkeep"


BY_SUBJECT = {
    "release": QueueName.RELEASES,
    "case": QueueName.RELEASES,
    "preservation": QueueName.RELEASES,
    "notice": QueueName.NOTICES,
}


def queue_of(*, topic: Topic) -> QueueName:
    """Return the queue of a topic, by the word before its dot; what nobody waits for is upkeep."""
    return BY_SUBJECT.get(topic.partition(".")[0], QueueName.UPKEEP)


def topics_of(*, queue: QueueName) -> tuple[Topic, ...]:
    """Return the topics that ring on this queue."""
    return tuple(topic for topic in Topic if queue_of(topic=topic) is queue)


def queue_named(name: object) -> QueueName | None:
    """Return the queue of this name; ``None`` where the desk has none of it."""
    return next((queue for queue in QueueName if queue.value == name), None)
