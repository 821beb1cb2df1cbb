"""Keyed commitments: a value can be proved later, and made unprovable by erasing its key, without touching the chain.

A bare hash of a name or a phone can be guessed; HMAC-SHA256 under a random key of 32 bytes cannot.
"""

from __future__ import annotations

import hmac
import secrets as randomness
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from disclosures.ledger.content import CODE, Unrecordable
from disclosures.models.ledger import LedgerEntry, LedgerProof

KEY_BYTES = 32


@dataclass(frozen=True, slots=True)
class Secret:
    """One value with the key of its commitment; goes to the erasable side table, never into an entry."""

    name: str
    key: bytes
    value: str

    @property
    def commitment(self) -> str:
        """What the entry says: 64 hex digits that mean nothing without the key."""
        return commit(key=self.key, name=self.name, value=self.value)


class ProofErased(LookupError):
    """The key behind a commitment is gone, or there never was one of that name: nothing can be proved."""


def commit(*, key: bytes, name: str, value: str) -> str:
    """Return HMAC-SHA256 of name ‖ 0x00 ‖ value as hex: what anybody given key and value can recompute."""
    return hmac.new(key, name.encode() + b"\x00" + value.encode(), "sha256").hexdigest()


def make(*, values: Mapping[str, str]) -> Sequence[Secret]:
    """Draw a fresh key for each value."""
    if not all(name and CODE.fullmatch(name) and isinstance(value, str) for name, value in values.items()):
        raise Unrecordable("proofs: names are codes and values are text")
    return [Secret(str(name), randomness.token_bytes(KEY_BYTES), str(value)) for name, value in values.items()]


def keep(*, entry: LedgerEntry, secrets: Sequence[Secret]) -> None:
    """Store keys and values beside the entry; no statement when there are none."""
    if secrets:
        LedgerProof.objects.bulk_create(
            LedgerProof(entry=entry, name=secret.name, key=secret.key, value=secret.value) for secret in secrets
        )


def check(*, entry: LedgerEntry, name: str, value: str) -> bool:
    """Say whether the entry committed to this very value. Raises `ProofErased` when nobody can tell any more."""
    proof = LedgerProof.objects.filter(entry=entry, name=name).only("key").first()
    if proof is None:
        raise ProofErased(name)
    return hmac.compare_digest(commit(key=bytes(proof.key), name=name, value=value), entry.content["proofs"][name])


def erase(*, entry: LedgerEntry) -> int:
    """Delete keys and values of an entry for good and return how many there were."""
    return LedgerProof.objects.filter(entry=entry).delete()[0]
