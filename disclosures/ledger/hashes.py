"""The three hashes of the ledger, as lower-case hex or bytes; RFC 6962's prefixes keep leaves and nodes apart."""

from hashlib import sha256


def hash_leaf(text: bytes) -> bytes:
    """Hash of one entry's exact canonical text: both its link in the chain and its leaf in the global log."""
    return sha256(b"\x00" + text).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """Hash of two neighbours in the Merkle tree."""
    return sha256(b"\x01" + left + right).digest()


def hash_chain_name(name: str) -> str:
    """What a chain's first entry follows. A name never begins with 0x00 or 0x01, so it is no leaf and no node."""
    return sha256(name.encode()).hexdigest()
