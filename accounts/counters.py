"""Django's cache over a table of ours: what limits tries is never only in Redis (SAFETY); no pickle is ever read."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.models.counter import Counter

LONGEST = timedelta(days=30)
"""For counters without an end of their own."""


class Counters(BaseCache):
    """Values are JSON; each write clears away what has ended."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, or ``default`` when there is none or its time is over."""
        found = Counter.objects.filter(key=self._digest(key, version), ends_at__gt=timezone.now()).first()
        return default if found is None else found.value

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Keeps the value only where none is; one of two at once gets ``True``."""
        digest, ends_at = self._digest(key, version), self._end(timeout)
        ended = Counter.objects.filter(key=digest, ends_at__lte=timezone.now())
        if ended.update(value=value, ends_at=ends_at):
            return True
        try:
            with transaction.atomic():
                Counter.objects.create(key=digest, value=value, ends_at=ends_at)
        except IntegrityError:
            return False
        return True

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Keeps the value, whatever was there."""
        Counter.objects.filter(ends_at__lte=timezone.now()).delete()
        row = Counter(key=self._digest(key, version), value=value, ends_at=self._end(timeout))
        Counter.objects.bulk_create(
            [row], update_conflicts=True, unique_fields=["key"], update_fields=["value", "ends_at"]
        )

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Gives it a new end; ``False`` when there is none."""
        return bool(Counter.objects.filter(key=self._digest(key, version)).update(ends_at=self._end(timeout)))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Counts on without moving the end; two at once are counted as two."""
        counted = Counter.objects.filter(key=self._digest(key, version), ends_at__gt=timezone.now())
        while (found := counted.first()) is not None:
            if counted.filter(value=found.value).update(value=found.value + delta):
                return int(found.value + delta)
        raise ValueError("There is no such counter.")

    def delete(self, key: str, version: int | None = None) -> bool:
        """Forgets it; ``False`` when there was none."""
        return bool(Counter.objects.filter(key=self._digest(key, version)).delete()[0])

    def clear(self) -> None:
        """Forgets all."""
        Counter.objects.all().delete()

    def _digest(self, key: str, version: int | None) -> str:
        return salted_hmac("accounts.counters", self.make_key(key, version=version), algorithm="sha256").hexdigest()

    def _end(self, timeout: Any) -> datetime:
        seconds = self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout
        return timezone.now() + (LONGEST if seconds is None else timedelta(seconds=seconds))
