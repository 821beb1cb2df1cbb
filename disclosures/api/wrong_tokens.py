"""Counts tokens that are none, by where they come from; a right token is never refused for its neighbours'.

The counters lie in the quick cache, under a keyed hash of the address. Secrets are 256 random bits, so nothing but
work is saved by this, and nothing is lost when the cache is.
"""

from __future__ import annotations

import logging

from django.core.cache import caches
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts.access.address import client_address

MOST = 30
"""Wrong tokens from one address in a minute."""
SECONDS = 60

log = logging.getLogger(__name__)


def are_too_many(request: HttpRequest) -> bool:
    """Counts one, and says whether that was one too many."""
    key = salted_hmac("desk.wrong-tokens", client_address(request) or "").hexdigest()
    try:
        cache = caches["quick"]
        cache.add(key, 0, SECONDS)
        return cache.incr(key) > MOST
    except Exception as error:  # noqa: BLE001 - without its cache the desk answers as ever
        log.warning("Wrong tokens cannot be counted.", extra={"code": type(error).__name__})
        return False
