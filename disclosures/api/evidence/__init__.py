"""Evidence: files laid before the desk, listed, downloaded, let out of quarantine."""

from disclosures.api.evidence.boxes import OfCase, OfComplaint, OfFinding, OfRight
from disclosures.api.evidence.files import Clear, Discard, Download

__all__ = ["Clear", "Discard", "Download", "OfCase", "OfComplaint", "OfFinding", "OfRight"]
