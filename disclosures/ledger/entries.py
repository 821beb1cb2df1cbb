"""Appending one entry: three statements, in the transaction of the change that it records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import connection, transaction

from accounts.models.user import SYSTEM_NAME, User
from disclosures.domain.events import Event
from disclosures.ledger import chains
from disclosures.ledger import proofs as commitments
from disclosures.ledger.chains import Chain, Head
from disclosures.ledger.content import JSON, SCHEMA, Plain, canonical, instant, plain
from disclosures.ledger.hashes import hash_chain_name, hash_leaf
from disclosures.models.ledger import LedgerEntry


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
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("A ledger entry is part of a change: open a transaction first")
    secrets = commitments.make(values=proofs or {})
    said: dict[str, Plain] = {
        "schema": SCHEMA,
        "chain": chain.name,
        "event": event.value,
        "actor": _actor(by),
        "at": instant(at),
        "body": plain(body, where="body"),
        "proofs": {secret.name: secret.commitment for secret in secrets},
    }
    entry = _write(said, chain=chain, event=event)
    commitments.keep(entry=entry, secrets=secrets)
    return entry


def _write(said: dict[str, Plain], *, chain: Chain, event: Event) -> LedgerEntry:
    head = chains.take(chain=chain)
    if head is None:
        entry = _follow(Head(0, hash_chain_name(chain.name)), said, chain=chain, event=event)
        if chains.start(chain=chain, first=Head(entry.seq, entry.hash)):
            entry.save()
            return entry
        head = chains.take(chain=chain)  # somebody started it while we waited
        assert head is not None
    entry = _follow(head, said, chain=chain, event=event)
    entry.save()
    chains.advance(chain=chain, head=Head(entry.seq, entry.hash))
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
