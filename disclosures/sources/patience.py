"""A source that did not answer is left alone for a moment, so that many waiting releases cost one wait and not each."""

from __future__ import annotations

import time

from disclosures.domain.errors import SourceAway

SILENCE = 10.0  # seconds; of this process only: another finds out for itself

_away_until: dict[str, float] = {}


def require(name: str) -> None:
    """Raises ``SourceAway`` for a source that did not answer a moment ago."""
    if time.monotonic() < _away_until.get(name, 0.0):
        raise SourceAway


def away(name: str) -> SourceAway:
    """Notes that the source does not answer; the error to raise."""
    _away_until[name] = time.monotonic() + SILENCE
    return SourceAway()


def forget() -> None:
    """Asks every source anew."""
    _away_until.clear()
