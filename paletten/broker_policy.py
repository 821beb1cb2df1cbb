"""Whether the broker may throw messages away: Redis and Valkey do unless their policy is `noeviction`."""

from enum import Enum, auto

import redis

TIMEOUT = 1.0  # seconds: a start page waits no longer


class Policy(Enum):
    """What the broker does when its memory is full."""

    KEEPS = auto()
    EVICTS = auto()
    SILENT = auto()  # it did not answer
    NOT_ASKED = auto()  # not Redis: RabbitMQ keeps what it took


def ask_policy(*, url: str) -> Policy:
    """Ask by INFO, which hosted servers allow where they forbid CONFIG."""
    if not url.startswith(("redis://", "rediss://")):
        return Policy.NOT_ASKED
    try:
        with redis.Redis.from_url(url, socket_timeout=TIMEOUT, socket_connect_timeout=TIMEOUT) as client:
            policy = str(client.info("memory").get("maxmemory_policy", ""))
    except redis.RedisError:
        return Policy.SILENT
    return Policy.KEEPS if policy == "noeviction" else Policy.EVICTS


def require_noeviction(*, url: str) -> None:
    """Refuse to start a worker on a broker that evicts; one that is silent is waited for, as ever."""
    if ask_policy(url=url) is Policy.EVICTS:
        raise SystemExit("The broker may evict queued messages. Set `maxmemory-policy noeviction` on it, then start.")
