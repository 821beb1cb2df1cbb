"""What of a closed case is content, which is destroyed after its time, and what is proof, which is kept.

To be held by a test in tests/architecture/test_tables.py: a text column of a table that belongs to a case and stands in
none of these tables turns it red.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Model

from disclosures.models.case import Case
from disclosures.models.case_rows import AskedItem, CaseSubject, Narrowing
from disclosures.models.correction import Correction
from disclosures.models.destruction import DueCase
from disclosures.models.drawn_review import DrawnReview
from disclosures.models.emergency_follow_up import EmergencyFollowUp
from disclosures.models.evidence import Evidence, EvidenceKey
from disclosures.models.formal_instrument import FormalInstrument
from disclosures.models.incident import Incident
from disclosures.models.legal_hold import LegalHold
from disclosures.models.message import CaseNote, Message
from disclosures.models.notice import Notice
from disclosures.models.objection import Objection
from disclosures.models.opening_code import OpeningCode
from disclosures.models.relay import Relay
from disclosures.models.release import Release
from disclosures.models.sealed_key import SealedKey
from disclosures.models.signature import Refusal, Signature

ERASED = "erased"
"""Stands where words stood: that somebody gave a reason is proof, which one was content."""


@dataclass(frozen=True, slots=True)
class Content:
    """Columns with words of one table, and the way from its rows to their case."""

    model: type[Model]
    way: str
    words: tuple[str, ...]


WORDS = (
    Content(Narrowing, "case", ("reason",)),
    Content(Refusal, "case", ("reason",)),
    Content(Objection, "case", ("reason", "decision")),
    Content(LegalHold, "case", ("reason", "lifting")),
    Content(Notice, "case", ("settled_how",)),
    Content(DrawnReview, "release__case", ("words",)),
    Content(EmergencyFollowUp, "release__case", ("words", "instrument_words")),
    Content(FormalInstrument, "follow_up__release__case", ("words",)),
    Content(Incident, "release__case", ("what", "authority_spared", "closing")),
    Content(Evidence, "box__case", ("decision",)),
)
OTHERWISE: Mapping[type[Model], tuple[str, ...]] = {
    Case: ("purpose", "purpose_key", "recipient_name", "particulars"),
    CaseSubject: ("named", "named_key"),
    Message: ("text",),
    CaseNote: ("text",),
    Relay: ("text", "answer"),
    EvidenceKey: ("wrapped_key", "wrapped_by", "sealed_name"),
    SealedKey: ("wrapped_key", "wrapped_by"),
}
"""Content that is not words in a row: emptied, or gone with its row and its key."""
PROOF: Mapping[type[Model], tuple[str, ...]] = {
    Case: (
        *("reference", "basis", "status", "outcome", "legal_ground", "legal_article", "transfer_ground"),
        *("policy_version", "refused_in", "route", "signed_scope", "channel_offered", "approval_number"),
        *("called_back_number", "hold_kind", "hold_paper", "hold_by"),
    ),
    AskedItem: ("item", "detail"),
    Narrowing: ("item", "detail"),
    Signature: ("step", "role", "scope_hash"),
    Refusal: ("code",),
    Notice: ("kind", "reference", "key", "undelivered_code", "settled"),
    Message: ("thread",),
    Relay: ("end",),
    Release: (
        "status",
        "manifest",
        "package",
        "sha256",
        "countries_from",
        "country_to",
        "transfer_ground",
        "approval_number",
        "end_reason",
    ),
    Correction: ("item",),
    DrawnReview: ("result",),
    EmergencyFollowUp: ("result", "instrument_end"),
    FormalInstrument: ("kind", "number", "issued_by", "statute", "items", "period"),
    Incident: ("reference", "kind", "authority", "authority_receipt"),
    OpeningCode: ("browser",),
    Evidence: ("kind", "file_type", "sha256", "package", "state", "finding_of_scan"),
    DueCase: ("outcome",),
}
"""Codes, keys, numbers of papers, hashes: that it was done, by whom and on what, and nothing of whom it was about."""
PROVEN = ("sha256", "paper", "by", "number", "issued_by", "authority", "receipt")
"""Names of the ledger's proofs that are kept: those of what stays in a column. All others are of words."""
