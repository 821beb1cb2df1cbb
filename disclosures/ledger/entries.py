"""Appending entries, in the transaction of the change that they record: three statements for one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import connection, transaction

from accounts.models.user import SYSTEM_NAME, User
from disclosures.domain.events import Event
from disclosures.ledger import chains
from disclosures.ledger import proofs as commitments
from disclosures.ledger.chains import Chain, Head
from disclosures.ledger.content import JSON, SCHEMA, Plain, canonical, instant, plain
from disclosures.ledger.hashes import hash_chain_name, hash_leaf
from disclosures.models import additions
from disclosures.models.ledger import LedgerEntry

SYSTEM = User(name=SYSTEM_NAME)
"""Whom an entry names when a timer or a worker acts; by name, so that the account need not be read each time."""


def append(
    event: Event,
    *,
    chain: Chain,
    by: User,
    at: datetime,
    proofs: Mapping[str, str] | None = None,
    **body: JSON,
) -> LedgerEntry:
    """Write the next entry of a chain. Order is the chain's, not the clock's: `at` may go back when a clock was set.

    `proofs` are values that must be provable later: the entry holds keyed commitments only. Raises `Unrecordable` for
    anything but codes, ids, item keys and hashes, and TransactionManagementError outside a transaction.
    """
    _require_change()
    secrets = commitments.make(values=proofs or {})
    entry = _write(_said(event, body, secrets, chain=chain, by=by, at=at), chain=chain, event=event)
    commitments.keep(entry=entry, secrets=secrets)
    return entry


def begin(*said: tuple[Event, Mapping[str, JSON]], chain: Chain, by: User, at: datetime) -> None:
    """Write the first entries of a new thing's chain, each an event and its body: two statements for all of them."""
    _require_change()
    entries: list[LedgerEntry] = []
    head = Head(0, hash_chain_name(chain.name))
    for event, body in said:
        entry = _follow(head, _said(event, body, chain=chain, by=by, at=at), chain=chain, event=event)
        entries.append(entry)
        head = Head(entry.seq, entry.hash)
    if not chains.start(chain=chain, first=head):
        raise ValueError(f"{chain.name} has begun already")
    additions.insert(*entries)


def _require_change() -> None:
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A ledger entry is part of a change: open a transaction first")


def _said(
    event: Event,
    body: Mapping[str, JSON],
    secrets: Sequence[commitments.Secret] = (),
    *,
    chain: Chain,
    by: User,
    at: datetime,
) -> dict[str, Plain]:
    return {
        "schema": SCHEMA,
        "chain": chain.name,
        "event": event.value,
        "actor": _actor(by),
        "at": instant(at),
        "body": plain(body, where="body"),
        "proofs": {secret.name: secret.commitment for secret in secrets},
    }


def _write(said: dict[str, Plain], *, chain: Chain, event: Event) -> LedgerEntry:
    head = chains.take(chain=chain)
    if head is None:
        entry = _follow(Head(0, hash_chain_name(chain.name)), said, chain=chain, event=event)
        if chains.start(chain=chain, first=Head(entry.seq, entry.hash)):
            return _add(entry)
        head = chains.take(chain=chain)  # somebody started it while we waited
        assert head is not None
    entry = _follow(head, said, chain=chain, event=event)
    _add(entry)
    chains.advance(chain=chain, head=Head(entry.seq, entry.hash))
    return entry


def _add(entry: LedgerEntry) -> LedgerEntry:
    (entry.pk,) = additions.insert(entry)
    return entry


def _follow(head: Head, said: dict[str, Plain], *, chain: Chain, event: Event) -> LedgerEntry:
    text = canonical({**said, "seq": head.seq + 1, "prev": head.hash})
    return LedgerEntry(
        chain=chain.name,
        seq=head.seq + 1,
        event=event.value,
        text=text.decode(),
        prev_hash=head.hash,
        hash=hash_leaf(text).hex(),
    )


def _actor(by: User) -> str:
    return f"system:{by.name}" if by.name == SYSTEM_NAME else str(by.pk)
