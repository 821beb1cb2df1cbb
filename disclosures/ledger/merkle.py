"""The Merkle tree of RFC 6962 over a growing log, held as its right edge: a few hashes whatever the size."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from disclosures.ledger.hashes import hash_node

EMPTY_ROOT = sha256().digest()


class Frontier:
    """The full subtrees of the first `size` leaves, largest first; one for each bit that is set in `size`."""

    __slots__ = ("peaks", "size")

    def __init__(self, *, size: int = 0, peaks: Sequence[bytes] = ()) -> None:
        if len(peaks) != size.bit_count():
            raise ValueError("A frontier has one peak for each set bit of its size")
        self.size = size
        self.peaks = list(peaks)

    def add(self, leaf: bytes) -> None:
        """Take the next leaf's hash: equal subtrees merge as a carry runs through a binary counter."""
        carry, peaks = self.size, self.peaks
        while carry & 1:
            leaf = hash_node(peaks.pop(), leaf)
            carry >>= 1
        peaks.append(leaf)
        self.size += 1

    @property
    def root(self) -> bytes:
        """RFC 6962's tree hash of the leaves so far."""
        if not self.peaks:
            return EMPTY_ROOT
        root = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            root = hash_node(peak, root)
        return root
