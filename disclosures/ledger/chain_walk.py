"""Walking every chain in batches of heads, each entry read once in order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from operator import itemgetter

from disclosures.ledger.chain_check import Row, check_chain
from disclosures.ledger.findings import Damage, Finding
from disclosures.ledger.reading import read
from disclosures.models.ledger import LedgerChain, LedgerEntry

HEADS = 500  # chains whose heads are held at once
COLUMNS = ("chain", "seq", "event", "prev_hash", "hash", "text")


def walk(*, progress: Callable[[int], None]) -> Iterator[Finding]:
    """Check every chain, those without a head among them.

    Heads are read before entries, in ranges of names by the database's own order, so a chain that grows meanwhile only
    shows more entries than its head knows: then the head is read again.
    """
    after: str | None = None
    while True:
        heads = LedgerChain.objects.order_by("name")
        if after is not None:
            heads = heads.filter(name__gt=after)
        batch = {name: (seq, head) for name, seq, head in heads.values_list("name", "seq", "head")[:HEADS]}
        is_last = len(batch) < HEADS
        until = None if is_last else next(reversed(batch))
        yield from _check_range(batch, after=after, until=until, progress=progress)
        if is_last:
            return
        after = until


def walk_one(name: str) -> Iterator[Finding]:
    """Check one chain; its head is read first, as in ``walk``."""
    head = _read_head(name)
    entries = LedgerEntry.objects.filter(chain=name).order_by("seq").values_list(*COLUMNS)
    yield from check_chain(name, read(entries, progress=lambda _rows: None), head=head, read_head_again=_read_head)


def _check_range(
    heads: dict[str, tuple[int, str]], *, after: str | None, until: str | None, progress: Callable[[int], None]
) -> Iterator[Finding]:
    for name, rows in groupby(_entries(after=after, until=until, progress=progress), key=itemgetter(0)):
        head = heads.pop(name, None)
        yield from check_chain(name, rows, head=head, read_head_again=_read_head)
    for name, (seq, _hash) in heads.items():
        yield Finding(Damage.DELETED, f"all {seq} entries that the head counts are gone", chain=name, seq=1)


def _entries(*, after: str | None, until: str | None, progress: Callable[[int], None]) -> Iterator[Row]:
    entries = LedgerEntry.objects.order_by("chain", "seq")
    if after is not None:
        entries = entries.filter(chain__gt=after)
    if until is not None:
        entries = entries.filter(chain__lte=until)
    yield from read(entries.values_list(*COLUMNS), progress=progress)


def _read_head(name: str) -> tuple[int, str] | None:
    return LedgerChain.objects.filter(name=name).values_list("seq", "head").first()
