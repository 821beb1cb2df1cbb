"""Draws lots that nobody can steer: the same ticket draws the same, however often it is drawn (decision 0060)."""

from __future__ import annotations

import hashlib
import hmac


def is_drawn(*, ticket: str, one_in: int, key: bytes) -> bool:
    """Whether the lot falls on this ticket; nobody without the key can tell before, and nothing done twice tells more.

    The remainder of 256 bits is as good as even.
    """
    lot = hmac.new(key, ticket.encode(), hashlib.sha256).digest()
    return int.from_bytes(lot, "big") % one_in == 0
