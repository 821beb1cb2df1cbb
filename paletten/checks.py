"""What a production desk must not start with: asked by `manage.py check --deploy`, and by each web process itself."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register  # noqa: A004 - Django's own name

from paletten import broker_policy

AT_HOME = frozenset({"localhost", "127.0.0.1", "[::1]", "testserver"})
"""Host names that only this machine reaches; the last is the one that Django's test client calls."""
SHORTEST_KEY = 50


@register(Tags.security, deploy=True)
def check_broker(**_: Any) -> list[CheckMessage]:
    """The broker must keep what it was given; allkeys-lru lost 1,320 of 1,500 tasks without an error."""
    match broker_policy.ask_policy(url=settings.CELERY_BROKER_URL):
        case broker_policy.Policy.EVICTS:
            return [
                Error(
                    "The broker's policy is not noeviction.", hint="Set `maxmemory-policy noeviction`.", id="desk.E001"
                )
            ]
        case broker_policy.Policy.SILENT:
            return [Warning("The broker does not answer, so its policy is unknown.", id="desk.W001")]
        case _:
            return []


@register(Tags.security, deploy=True)
def check_demo(**_: Any) -> list[CheckMessage]:
    """A desk with real people shows nobody its mails."""
    if settings.DESK_DEMO:
        return [Error("This is a demo: mails are readable by all.", hint="Unset DESK_DEMO.", id="desk.E002")]
    return []


@register(Tags.security, deploy=True)
def check_safety(**_: Any) -> list[CheckMessage]:
    """HTTPS, host names, key and debugging, as each web process asks them before it answers anybody."""
    return safety()


@register(Tags.security, deploy=True)
def check_scanner(**_: Any) -> list[CheckMessage]:
    """Files come from outside; without a scanner each reader of one is warned, and that is all."""
    if not settings.DESK_CLAMAV:
        return [Warning("No virus scanner looks at evidence.", hint="Set DESK_CLAMAV.", id="desk.W002")]
    if urlsplit(settings.DESK_CLAMAV).scheme not in {"unix", "tcp"}:
        return [Error("DESK_CLAMAV names no scanner.", hint="unix:/path or tcp://host:3310.", id="desk.E008")]
    return []


def safety() -> list[CheckMessage]:
    """What keeps a web process from starting. A demo may do without HTTPS and a key of its own, at home only."""
    found: list[CheckMessage] = []
    away = sorted(set(settings.ALLOWED_HOSTS) - AT_HOME)
    if settings.DEBUG:
        found.append(Error("Error pages would show values.", hint="DEBUG stays off.", id="desk.E003"))
    if "*" in settings.ALLOWED_HOSTS or any(host.startswith(".") for host in away):
        found.append(Error("The desk would answer to any name.", hint="List the names in DESK_HOSTS.", id="desk.E004"))
    if settings.DESK_DEMO:
        if away:
            hint = "A demo answers to local names only: unset DESK_DEMO or DESK_HOSTS."
            found.append(Error("A demo shows its mails to all who reach it.", hint=hint, id="desk.E005"))
        return found
    if not settings.DESK_HTTPS:
        found.append(Error("Cookies and data would travel in the open.", hint="Unset DESK_HTTPS.", id="desk.E006"))
    if len(settings.SECRET_KEY) < SHORTEST_KEY:
        hint = f"Give DESK_SECRET_KEY at least {SHORTEST_KEY} characters."
        found.append(Error("The key that signs sessions is too short.", hint=hint, id="desk.E007"))
    return found
