"""Verifying the ledger, against reading and hashing the same rows."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator

from disclosures import ledger
from disclosures.models import LedgerEntry
from tests.bench.figure import Figure, per_second

CHUNK = 2000


def measure() -> Iterator[Figure]:
    """All entries that the measurements before this one left."""
    entries = LedgerEntry.objects.count()
    floor = _seconds(_read_and_hash)
    seconds = _seconds(_verify)
    yield Figure(
        name=f"ledger verification, {entries:,} entries",
        measured=per_second(entries, seconds),
        floor=per_second(entries, floor),
        ratio=floor / seconds,
    )


def _seconds(act: object) -> float:
    times = []
    for _ in range(3):
        began = time.perf_counter()
        act()  # type: ignore[operator]  # always callable here
        times.append(time.perf_counter() - began)
    return min(times)


def _read_and_hash() -> None:
    rows = LedgerEntry.objects.order_by("chain", "seq").values_list("chain", "seq", "text", "prev_hash", "hash")
    for _, _, text, _, _ in rows.iterator(chunk_size=CHUNK):
        hashlib.sha256(b"\x00" + text.encode()).hexdigest()


def _verify() -> None:
    assert list(ledger.verify()) == []
