"""Checking one chain: each entry says what its columns say, follows the one before, and the head is the last."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from typing import TypeAlias

from disclosures.ledger.content import SCHEMA
from disclosures.ledger.findings import Damage, Finding
from disclosures.ledger.hashes import hash_chain_name

Row: TypeAlias = tuple[str, int, str, str, str, str]  # chain, seq, event, prev_hash, hash, text
Head: TypeAlias = tuple[int, str]


def check_chain(
    name: str, rows: Iterable[Row], *, head: Head | None, read_head_again: Callable[[str], Head | None]
) -> Iterator[Finding]:
    """Yield what is wrong with one chain, whose rows come in the order of their seq columns."""
    last_seq, last_hash = 0, hash_chain_name(name)
    before_last = ""  # what the last entry followed
    inserted = 0  # entries found squeezed in so far: the rest is shifted by as many
    whole = True  # the last entry itself is sound, so its hash says what must follow
    for row in rows:
        _, seq, _, prev, own_hash, _ = row
        if seq != last_seq + 1:
            yield _gap(name, last_seq + 1, seq - 1)
            whole = False
        elif whole and last_hash != prev == before_last:
            yield Finding(Damage.INSERTED, "the next entry follows from the one before it", name, last_seq)
            inserted += 1
            whole = False
        if wrong := _check_entry(row, shift=inserted):
            yield wrong
        elif whole and prev != last_hash:
            yield Finding(Damage.EDITED, "it was replaced: the next entry follows another", name, last_seq or 1)
        whole = wrong is None
        before_last, last_seq, last_hash = prev, seq, own_hash
    yield from _check_head(name, (last_seq, last_hash), head=head, read_head_again=read_head_again)


def _check_entry(row: Row, *, shift: int) -> Finding | None:
    """Check that the text is what was hashed and that the columns repeat it."""
    name, seq, event, prev, own_hash, text = row
    if sha256(b"\x00" + text.encode()).hexdigest() != own_hash:
        return Finding(Damage.EDITED, "its text is not what was hashed", name, seq)
    if _agrees(row, shift=shift):
        return None
    try:
        said = json.loads(text)
        told = said["chain"], said["seq"], said["event"], said["prev"]
    except (ValueError, TypeError, KeyError):
        return Finding(Damage.EDITED, "its text is no entry", name, seq)
    if told == (name, seq - shift, event, prev):
        return None
    if told[:2] != (name, seq - shift):
        return Finding(Damage.REORDERED, f"its text says {told[0]} entry {told[1]}", name, seq)
    return Finding(Damage.EDITED, "its columns differ from its text", name, seq)


def _agrees(row: Row, *, shift: int) -> bool:
    """Compare columns and text without parsing, which would cost more than all the rest; False says only: look closer.

    RFC 8785 sorts keys, so what the columns repeat is the end of the text; `proofs` is flat, so it is no inner end.
    """
    name, seq, event, prev, _, text = row
    tail = text[text.rfind(',"chain":"') :]
    return (
        tail.startswith(f',"chain":"{name}","event":"{event}","prev":"{prev}","proofs":{{')
        and tail.endswith(f'}},"schema":{SCHEMA},"seq":{seq - shift}}}')
        and tail.count("{") == 1
    )


def _gap(name: str, first: int, last: int) -> Finding:
    if last < first:
        return Finding(Damage.INSERTED, "a second entry stands in this place", name, last + 1)
    which = "this entry is gone" if first == last else f"entries {first} to {last} are gone"
    return Finding(Damage.DELETED, which, name, first)


def _check_head(
    name: str, last: Head, *, head: Head | None, read_head_again: Callable[[str], Head | None]
) -> Iterator[Finding]:
    if head == last:
        return
    if head is None or head[0] < last[0]:
        grown = read_head_again(name)  # the chain may have grown since its head was read
        if grown is not None and grown[0] >= last[0]:
            return
        head = grown
    if head is None:
        yield Finding(Damage.INSERTED, "the chain has no head: its entries were put in from outside", name, 1)
    elif head[0] < last[0]:
        yield Finding(Damage.INSERTED, f"it stands after the head, which is at {head[0]}", name, head[0] + 1)
    elif head[0] > last[0]:
        yield _gap(name, last[0] + 1, head[0])
    else:
        yield Finding(Damage.HEAD, "the head has another hash: one of the two was replaced", name, last[0])
