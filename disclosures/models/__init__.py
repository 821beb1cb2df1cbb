"""One table per file, each with the constraints that keep impossible rows out (DESIGN 6)."""

from disclosures.models.agency_request import AgencyRequest
from disclosures.models.assignment import CaseAssignment
from disclosures.models.attestation import Attestation, AttestedRelease
from disclosures.models.case import Case
from disclosures.models.case_rows import AskedItem, CaseSubject, Narrowing
from disclosures.models.complaint import Complaint
from disclosures.models.complaint_message import ComplaintMessage
from disclosures.models.correction import Correction
from disclosures.models.destruction import Destruction, DestructionSignature, DueCase
from disclosures.models.drawn_review import DrawnReview
from disclosures.models.emergency_follow_up import EmergencyFollowUp
from disclosures.models.engagement import Engagement, EngagementSignature, Order
from disclosures.models.engagement_token import EngagementToken
from disclosures.models.evidence import Evidence, EvidenceBox, EvidenceKey, ShreddedEvidence
from disclosures.models.finding import Finding
from disclosures.models.formal_instrument import FormalInstrument
from disclosures.models.grievance import Grievance
from disclosures.models.heartbeat import Heartbeat
from disclosures.models.idempotency import IdempotencyKey
from disclosures.models.incident import Incident
from disclosures.models.job import Job
from disclosures.models.ledger import LedgerChain, LedgerCheckpoint, LedgerEntry, LedgerLeaf, LedgerProof
from disclosures.models.legal_hold import LegalHold
from disclosures.models.looking import CaseReading, DeskExport, FoundCase, RecordSearch
from disclosures.models.message import CaseNote, Message
from disclosures.models.misuse import MisuseReport, MisuseSignature
from disclosures.models.notice import Notice
from disclosures.models.objection import Objection
from disclosures.models.opening_code import OpeningCode
from disclosures.models.preservation import Preservation
from disclosures.models.preservation_draft import PreservationDraft
from disclosures.models.preservation_rows import PreservationSignature, PreservedItem, PreservedSubject
from disclosures.models.relay import Relay
from disclosures.models.release import Grant, Opening, Release, ReleaseConsent
from disclosures.models.right import Right
from disclosures.models.saved_view import SavedView
from disclosures.models.sealed_key import SealedKey, ShreddedRelease
from disclosures.models.signature import Refusal, Signature
from disclosures.models.snapshot import ShreddedSnapshot, Snapshot, SnapshotKey
from disclosures.models.transaction import Performance, Transaction
from disclosures.models.transparency_report import TransparencyReport

__all__ = [
    "AgencyRequest",
    "AskedItem",
    "Attestation",
    "AttestedRelease",
    "Case",
    "CaseAssignment",
    "CaseNote",
    "CaseReading",
    "CaseSubject",
    "Complaint",
    "ComplaintMessage",
    "Correction",
    "DeskExport",
    "Destruction",
    "DestructionSignature",
    "DrawnReview",
    "DueCase",
    "EmergencyFollowUp",
    "Engagement",
    "EngagementSignature",
    "EngagementToken",
    "Evidence",
    "EvidenceBox",
    "EvidenceKey",
    "Finding",
    "FormalInstrument",
    "FoundCase",
    "Grant",
    "Grievance",
    "Heartbeat",
    "IdempotencyKey",
    "Incident",
    "Job",
    "LedgerChain",
    "LedgerCheckpoint",
    "LedgerEntry",
    "LedgerLeaf",
    "LedgerProof",
    "LegalHold",
    "Message",
    "MisuseReport",
    "MisuseSignature",
    "Narrowing",
    "Notice",
    "Objection",
    "Opening",
    "OpeningCode",
    "Order",
    "Performance",
    "Preservation",
    "PreservationDraft",
    "PreservationSignature",
    "PreservedItem",
    "PreservedSubject",
    "RecordSearch",
    "Refusal",
    "Relay",
    "Release",
    "ReleaseConsent",
    "Right",
    "SavedView",
    "SealedKey",
    "ShreddedEvidence",
    "ShreddedRelease",
    "ShreddedSnapshot",
    "Signature",
    "Snapshot",
    "SnapshotKey",
    "Transaction",
    "TransparencyReport",
]
