"""What a browser says for its person: the Global Privacy Control signal (P2c)."""

from __future__ import annotations

from collections.abc import Mapping

HEADER = "Sec-GPC"


def is_signalled(headers: Mapping[str, str]) -> bool:
    """True when the request carries the signal; only the value 1 is one."""
    return headers.get(HEADER, "") == "1"
