"""Reads a filing against the records: what it names, whether it is complete and suits its basis (FORMAT)."""

from disclosures.queries.filing.completeness import require_complete
from disclosures.queries.filing.permission import require_filer, require_purpose
from disclosures.queries.filing.resolving import INSIDERS, Resolved, resolve
from disclosures.queries.filing.rest import require_rested
from disclosures.queries.filing.suiting import require_suited

__all__ = [
    "INSIDERS",
    "Resolved",
    "require_complete",
    "require_filer",
    "require_purpose",
    "require_rested",
    "require_suited",
    "resolve",
]
