"""Whole rows of every table, written past the actions; a test changes one thing in one of them."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import cached_property
from itertools import count
from typing import Any

from django.db.models import Model

from accounts import models as people
from accounts.models import Consent, Organisation, User
from disclosures import models
from disclosures.models import (
    Case,
    Complaint,
    Engagement,
    Finding,
    LedgerEntry,
    MisuseReport,
    Release,
    Right,
    Transaction,
)

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = AT + timedelta(days=1)
NUMBERS = count(1)
Columns = Mapping[str, Any]


def number() -> str:
    """A name that no other row has."""
    return f"{next(NUMBERS):04}"


class Rows:
    """Makes rows; what rows belong to is made once and shared, so that two rows can meet in it."""

    def make(self, model: type[Model], **changes: Any) -> Any:
        """One row of a table, whole but for the changes."""
        return model._default_manager.create(**{**WHOLE[model](self), **changes})

    @cached_property
    def one(self) -> User:
        return self.make(User)

    @cached_property
    def two(self) -> User:
        return self.make(User)

    @cached_property
    def three(self) -> User:
        return self.make(User)

    @cached_property
    def company(self) -> Organisation:
        return self.make(Organisation)

    @cached_property
    def consent(self) -> Consent:
        return self.make(Consent)

    @cached_property
    def case(self) -> Case:
        return self.make(Case)

    @cached_property
    def release(self) -> Release:
        return self.make(Release)

    @cached_property
    def box(self) -> models.EvidenceBox:
        return self.make(models.EvidenceBox)

    @cached_property
    def complaint(self) -> Complaint:
        return self.make(Complaint)

    @cached_property
    def grievance(self) -> models.Grievance:
        return self.make(models.Grievance)

    @cached_property
    def finding(self) -> Finding:
        return self.make(Finding)

    @cached_property
    def destruction(self) -> models.Destruction:
        return self.make(models.Destruction)

    @cached_property
    def follow_up(self) -> models.EmergencyFollowUp:
        return self.make(models.EmergencyFollowUp)

    @cached_property
    def preservation(self) -> models.Preservation:
        return self.make(models.Preservation)

    @cached_property
    def right(self) -> Right:
        return self.make(Right)

    @cached_property
    def version(self) -> people.PolicyVersion:
        return self.make(people.PolicyVersion)

    @cached_property
    def agreement(self) -> people.PolicyVersion:
        return self.make(people.PolicyVersion, document="service_agreement")

    @cached_property
    def engagement(self) -> Engagement:
        return self.make(Engagement)

    @cached_property
    def attestation(self) -> models.Attestation:
        return self.make(models.Attestation)

    @cached_property
    def search(self) -> models.RecordSearch:
        return self.make(models.RecordSearch)

    @cached_property
    def report(self) -> MisuseReport:
        return self.make(MisuseReport)

    @cached_property
    def transaction(self) -> Transaction:
        return self.make(Transaction)

    @cached_property
    def first_notice(self) -> models.Notice:
        return self.make(models.Notice)

    @cached_property
    def entry(self) -> LedgerEntry:
        return self.make(LedgerEntry)


def a_hash() -> str:
    return uuid.uuid4().hex * 2


WHOLE: dict[type[Model], Callable[[Rows], Columns]] = {
    User: lambda _: {"name": f"person{number()}", "password": "!"},
    people.RoleAssignment: lambda rows: {"user": rows.one, "role": "member"},
    Organisation: lambda _: {"name": f"company {number()}", "kind": "company"},
    people.RegisterValue: lambda rows: {
        "organisation": rows.company, "field": "domain", "value": "company.example", "by": rows.one,
        "person": rows.one.person, "at": AT,
    },
    people.Membership: lambda rows: {
        "user": rows.make(User), "organisation": rows.company, "role": "partner", "address": "one@company.example",
        "asked_at": AT,
    },
    people.RoleGrant: lambda rows: {
        "user": rows.make(User), "person": rows.one.person, "role": "counsel", "reason": "joined the firm",
        "asked_by": rows.two, "asked_person": rows.two.person, "asked_at": AT,
    },
    people.Verification: lambda rows: {
        "user": rows.one, "by": rows.two, "evidence": "a passport", "at": AT, "until": LATER
    },
    people.Token: lambda rows: {"user": rows.one, "digest": a_hash(), "created_at": AT, "expires_at": LATER},
    Consent: lambda rows: {
        "subject": rows.one, "recipient_user": rows.two, "purpose": "prize", "purpose_key": "prize",
        "given_at": AT, "until": LATER,
    },
    people.PolicyVersion: lambda rows: {
        "document": "privacy_policy", "number": 1000 + next(NUMBERS), "published_at": AT, "published_by": rows.two,
        "effective_at": LATER,
    },
    people.PolicyText: lambda rows: {"version": rows.version, "language": "en", "title": "Policy", "clauses": []},
    people.Acceptance: lambda rows: {
        "user": rows.one, "policy": rows.version, "agreement": rows.agreement, "at": AT, "means": "page"
    },
    people.Preferences: lambda rows: {"user": rows.make(User)},
    people.ConsentItem: lambda rows: {"consent": rows.consent, "item": "contact.phone"},
    Case: lambda rows: {
        "reference": f"CO-{number()}", "basis": "consent", "basis_revision": 1, "filed_by": rows.one
    },
    models.CaseSubject: lambda rows: {"case": rows.case, "position": 0, "named": "Mei", "named_key": "mei"},
    models.AskedItem: lambda rows: {"case": rows.case, "item": "contact.phone"},
    models.Narrowing: lambda rows: {
        "case": rows.case, "item": "contact.phone", "detail": "none", "by": rows.two, "person": rows.two.person,
        "reason": "not needed", "at": AT,
    },
    models.Signature: lambda rows: {
        "case": rows.case, "version": 1, "position": 0, "step": "review", "by": rows.two, "person": rows.two.person,
        "filer": rows.one.person, "role": "reviewer", "scope_hash": a_hash(), "at": AT,
    },
    models.Refusal: lambda rows: {
        "case": rows.case, "version": 1, "by": rows.two, "person": rows.two.person, "code": "incomplete", "at": AT
    },
    models.Objection: lambda rows: {"case": rows.case, "version": 1, "by": rows.two, "reason": "unsafe", "at": AT},
    models.Message: lambda rows: {
        "case": rows.case, "thread": "requester", "by": rows.one, "from_desk": False, "text": "hello", "at": AT
    },
    models.CaseNote: lambda rows: {"case": rows.case, "by": rows.two, "text": "ask the courier", "at": AT},
    models.ComplaintMessage: lambda rows: {
        "complaint": rows.complaint, "by": rows.one, "from_desk": False, "text": "hello", "at": AT
    },
    models.Relay: lambda rows: {
        "case": rows.case, "by": rows.one, "to": rows.two, "text": "hello", "at": AT, "until": LATER
    },
    models.Notice: lambda rows: {
        "kind": "decided", "case": rows.case, "to_user": rows.one, "key": number(), "due_at": AT
    },
    Release: lambda rows: {
        "case": rows.case, "version": 1, "manifest": {}, "package": a_hash(), "sha256": a_hash(), "country_to": "CN",
        "countries_from": "CN",
        "released_at": AT,
    },
    models.TransparencyReport: lambda _: {
        "half_year": "2026-H1", "figures": {}, "published_at": AT,
    },
    models.DrawnReview: lambda rows: {
        "release": rows.make(Release, case=rows.make(Case)), "filer": rows.one.person, "drawn_at": AT, "due_at": LATER
    },
    models.EmergencyFollowUp: lambda rows: {
        "release": rows.make(Release, case=rows.make(Case)), "filer": rows.one.person,
        "first_signer": rows.two.person, "second_signer": rows.three.person, "released_at": AT, "review_due_at": LATER,
        "hold_latest_at": LATER, "instrument_due_at": LATER,
    },
    models.FormalInstrument: lambda rows: {
        "follow_up": rows.follow_up, "kind": "letter", "number": "7", "issued_by": "psb", "issued_at": AT,
        "statute": "Law 1", "items": ["contact.*"], "presented_at": AT, "presented_by": rows.one,
        "presenter": rows.one.person,
    },
    models.AgencyRequest: lambda rows: {
        "user": rows.make(User), "name": "customs", "kind": "authority", "country": "CN", "domain": "customs.example",
        "published_at": "customs.example/contact", "office": "fraud unit", "asked_at": AT,
    },
    models.Preservation: lambda rows: {
        "reference": f"PR-{number()}", "basis": "legal_request", "basis_revision": 1, "filed_by": rows.one,
        "filer": rows.one.person, "authority": rows.company, "inquiry": "fraud", "statute": "Law 1", "asked_at": AT,
        "lapses_at": LATER,
    },
    models.PreservedSubject: lambda rows: {"preservation": rows.preservation, "position": 0, "named": "mei"},
    models.PreservedItem: lambda rows: {"preservation": rows.preservation, "item": "contact.phone"},
    models.PreservationSignature: lambda rows: {
        "preservation": rows.preservation, "position": 0, "step": "authenticate", "by": rows.two,
        "person": rows.two.person, "filer": rows.one.person, "role": "reviewer", "at": AT,
    },
    models.PreservationDraft: lambda rows: {
        "reference": f"PR-{number()}", "officer": rows.one, "begun_at": AT, "saved_at": AT
    },
    models.Snapshot: lambda rows: {
        "preservation": rows.make(models.Preservation), "package": a_hash(), "sha256": a_hash(), "taken_at": AT
    },
    models.SnapshotKey: lambda rows: {
        "snapshot": rows.make(models.Snapshot), "wrapped_key": b"k", "wrapped_by": "first"
    },
    models.ReleaseConsent: lambda rows: {"release": rows.release, "consent": rows.consent},
    models.Correction: lambda rows: {
        "release": rows.release, "subject": rows.one, "item": "contact.phone", "platform_version": 1, "at": AT
    },
    models.LegalHold: lambda rows: {"case": rows.case, "reason": "suit 12", "placed_at": AT, "placed_by": rows.one},
    models.Destruction: lambda _: {"reference": f"DE-{number()}", "proposed_at": AT},
    models.DestructionSignature: lambda rows: {
        "destruction": rows.destruction, "by": rows.one, "person": rows.one.person, "role": "counsel", "at": AT
    },
    models.DueCase: lambda rows: {"destruction": rows.destruction, "case": rows.case},
    models.OpeningCode: lambda rows: {"release": rows.release, "by": rows.one, "asked_at": AT},
    models.Grant: lambda rows: {"release": rows.release, "opens_at": AT},
    models.EvidenceBox: lambda rows: {"case": rows.make(Case)},
    models.Grievance: lambda rows: {
        "reference": f"IC-{number()}",
        "complainant": rows.one,
        "begun_at": AT,
        "saved_at": AT,
    },
    models.Evidence: lambda rows: {
        "box": rows.box, "number": next(NUMBERS), "kind": "proof", "file_type": "application/pdf", "size": 1,
        "sha256": a_hash(), "package": a_hash(), "uploaded_by": rows.one, "uploaded_at": AT,
    },
    models.EvidenceKey: lambda rows: {
        "evidence": rows.make(models.Evidence), "wrapped_key": b"k", "wrapped_by": "first", "sealed_name": b"n"
    },
    models.SealedKey: lambda rows: {"release": rows.release, "wrapped_key": b"k", "wrapped_by": "first"},
    models.Attestation: lambda rows: {
        "reference": f"DA-{number()}", "engagement": rows.engagement, "owed_at": AT + timedelta(seconds=next(NUMBERS)),
        "due_at": LATER,
    },
    models.AttestedRelease: lambda rows: {"attestation": rows.attestation, "release": rows.release},
    models.Incident: lambda rows: {
        "reference": f"IN-{number()}", "release": rows.make(Release, case=rows.make(Case)), "kind": "wrong_recipient",
        "what": "another firm", "discovered_at": AT, "reported_at": AT, "reported_by": rows.one, "openings": 0,
        "held": False, "authority_due_at": LATER,
    },
    Right: lambda rows: {
        "reference": number(), "owner": rows.one, "kind": "trademark", "number": "1", "office": "CNIPA",
        "valid_from": AT, "valid_to": LATER,
    },
    Complaint: lambda rows: {
        "reference": number(), "complainant": rows.one, "respondent": rows.two, "right": rows.right, "opened_at": AT
    },
    Engagement: lambda rows: {"name": f"delivery {number()}", "partner": rows.company},
    models.EngagementSignature: lambda rows: {
        "engagement": rows.engagement, "by": rows.two, "person": rows.two.person, "proposer": rows.one.person,
        "role": "reviewer", "at": AT,
    },
    models.Order: lambda rows: {
        "engagement": rows.engagement, "member": rows.one, "number": number(), "opened_at": AT
    },
    Finding: lambda rows: {
        "reference": number(), "member": rows.one, "rule": "no fakes", "acted_from": AT, "acted_to": LATER,
        "decided_at": LATER,
    },
    MisuseReport: lambda rows: {"against_user": rows.two, "by": rows.one, "reason": "sold it", "at": AT},
    models.MisuseSignature: lambda rows: {
        "report": rows.report, "by": rows.three, "person": rows.three.person, "reporter": rows.one.person,
        "role": "counsel", "at": AT,
    },
    Transaction: lambda rows: {"external_id": number(), "buyer": rows.one, "seller": rows.two},
    models.Performance: lambda rows: {
        "transaction": rows.transaction, "party": rows.one, "kind": "payment_captured", "at": AT
    },
    models.IdempotencyKey: lambda rows: {
        "user": rows.one, "key": number(), "fingerprint": a_hash(), "at": AT + timedelta(seconds=next(NUMBERS)),
        "after_entry": 0,
    },
    models.Job: lambda _: {
        "key": number(), "topic": "notice.send", "format": 1, "ring_at": AT, "created_at": AT
    },
    models.Heartbeat: lambda _: {"name": number(), "kind": "worker", "at": AT},
    models.SavedView: lambda rows: {"by": rows.one, "place": next(NUMBERS) % 20 + 1, "name": number(), "tab": "open"},
    models.CaseReading: lambda rows: {"case": rows.case, "by": rows.one, "day": AT.date(), "at": AT},
    models.RecordSearch: lambda rows: {"by": rows.one, "at": AT, "reason": "audit", "note": "sample 9"},
    models.FoundCase: lambda rows: {"search": rows.search, "case": rows.case},
    models.DeskExport: lambda rows: {"by": rows.one, "at": AT, "kind": "queue", "lines": 0},
    models.LedgerChain: lambda _: {"name": f"case:{number()}", "seq": 1, "head": a_hash()},
    LedgerEntry: lambda _: {
        "chain": f"case:{number()}", "seq": 1, "event": "case_drafted", "text": "{}", "prev_hash": a_hash(),
        "hash": a_hash(),
    },
    models.LedgerLeaf: lambda _: {
        "log_index": next(NUMBERS), "entry_id": next(NUMBERS), "chain": "case:1", "seq": 1, "hash": a_hash()
    },
    models.LedgerCheckpoint: lambda _: {"size": next(NUMBERS), "root": a_hash(), "note": "n", "made_at": AT},
    models.LedgerProof: lambda rows: {"entry": rows.entry, "name": "reason", "key": b"k", "value": "v"},
}  # fmt: skip
