"""The desk's keys: several wrapping keys for sealed packages (the first is current) and one for signing the ledger.

They come from ``DESK_KEYS`` (JSON, or the path of a secret file) or from a key file made on first start; never from
SECRET_KEY and never from the database (SAFETY, docs/decisions/0004-sealing.md).
"""

from disclosures.keyring.keys import KeyringUnreadable, KeyUnknown
from disclosures.keyring.ring import derived, ephemeral, make, public_key, renew, rewrap, signing_key, unwrap, wrap

__all__ = [
    "KeyUnknown",
    "KeyringUnreadable",
    "derived",
    "ephemeral",
    "make",
    "public_key",
    "renew",
    "rewrap",
    "signing_key",
    "unwrap",
    "wrap",
]
