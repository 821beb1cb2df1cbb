"""The ledger: what happened, chained by hash, append-only, without personal data (SAFETY.md, DESIGN 5.4 and 5.5)."""

from disclosures.ledger import checkpoints, export, proofs, triggers
from disclosures.ledger.chains import Chain, chain_of
from disclosures.ledger.entries import SYSTEM, append, begin
from disclosures.ledger.findings import Damage, Finding
from disclosures.ledger.verification import verify, verify_chain, work_ahead

__all__ = [
    "SYSTEM",
    "Chain",
    "Damage",
    "Finding",
    "append",
    "begin",
    "chain_of",
    "checkpoints",
    "export",
    "proofs",
    "triggers",
    "verify",
    "verify_chain",
    "work_ahead",
]
