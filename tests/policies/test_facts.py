"""Each named fact, met by whole records and missed by each thing that can be missing (POLICY "shows")."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import Consent, ConsentItem, Organisation, RoleAssignment, User
from disclosures import models
from disclosures.domain.errors import FactMissing
from disclosures.domain.facts import Circumstance, Fact
from disclosures.models import AskedItem, Case, CaseSubject, Complaint, Engagement, Finding, Performance, Right
from disclosures.queries import facts
from tests.constraints.rows import AT, LATER

BEFORE = AT - timedelta(days=30)


def answer(fact: Fact, case: Case) -> bool:
    return facts.ANSWERS[fact](Case.objects.get(pk=case.pk), AT)


# A live consent


@pytest.mark.parametrize(
    ("case", "item", "consent", "met"),
    [
        ({}, "contact.phone", {}, True),
        ({}, "contact.email", {}, False),
        ({"purpose_key": "something else"}, "contact.phone", {}, False),
        ({"recipient_user": None}, "contact.phone", {}, False),
        ({}, "contact.phone", {"withdrawn_at": AT}, False),
        ({}, "contact.phone", {"until": AT}, False),
        ({}, "contact.phone", {"given_at": LATER, "until": LATER + timedelta(days=1)}, False),
    ],
)
def test_live_consent(rows, case, item, consent, met):
    made = rows.make(Case, **{"recipient_user": rows.two, "purpose_key": "prize", **case})
    rows.make(CaseSubject, case=made, subject=rows.one)
    rows.make(AskedItem, case=made, item=item)
    rows.make(ConsentItem, consent=rows.make(Consent, **{"given_at": BEFORE, "until": LATER, **consent}))
    assert answer(Fact.LIVE_CONSENT, made) == met


def test_a_consent_of_somebody_else_is_none(rows):
    made = rows.make(Case, recipient_user=rows.two, purpose_key="prize")
    rows.make(CaseSubject, case=made, subject=rows.three)
    rows.make(AskedItem, case=made)
    rows.make(ConsentItem)
    assert not answer(Fact.LIVE_CONSENT, made)


# An engagement and its order


@pytest.mark.parametrize(
    ("changes", "met"),
    [
        ({}, True),
        ({"approved_at": None}, False),
        ({"approved_at": LATER}, False),
        ({"ends_at": AT}, False),
        ({"ends_at": LATER}, True),
        ({"ended_at": AT}, False),
        ({"ended_at": LATER}, False),  # also for a worker that began before
    ],
)
def test_engagement_active(rows, changes, met):
    case = rows.make(Case, engagement=rows.make(Engagement, **{"approved_at": AT, **changes}))
    assert answer(Fact.ENGAGEMENT_ACTIVE, case) == met


def test_an_engagement_of_a_suspended_partner_is_not_active(rows):
    case = rows.make(Case, engagement=rows.make(Engagement, approved_at=AT))
    Organisation.objects.update(suspended_at=AT)
    assert not answer(Fact.ENGAGEMENT_ACTIVE, case)
    assert not answer(Fact.ENGAGEMENT_ACTIVE, rows.make(Case))


@pytest.mark.parametrize(
    ("changes", "met"),
    [
        ({}, True),
        ({"closed_at": AT}, False),
        ({"closed_at": LATER}, False),  # also for a worker that began before
        ({"opened_at": LATER}, False),
    ],
)
def test_order_open(rows, changes, met):
    case = rows.make(Case, engagement=rows.engagement)
    rows.make(CaseSubject, case=case, subject=rows.one)
    rows.make(models.Order, **changes)
    assert answer(Fact.ORDER_OPEN, case) == met


def test_an_order_of_another_member_or_under_another_engagement_is_none(rows):
    case = rows.make(Case, engagement=rows.engagement)
    rows.make(CaseSubject, case=case, subject=rows.one)
    rows.make(models.Order, member=rows.two)
    rows.make(models.Order, engagement=rows.make(Engagement))
    assert not answer(Fact.ORDER_OPEN, case)
    assert not answer(Fact.ORDER_OPEN, rows.make(Case))


# An officer, an instrument, a call-back


@pytest.mark.parametrize(
    ("officer", "authority", "met"),
    [
        ({}, {}, True),
        ({"verified_at": None}, {}, False),
        ({"verified_at": LATER}, {}, False),
        ({"verified_until": AT}, {}, False),
        ({"suspended_at": AT}, {}, False),
        ({"is_active": False}, {}, False),
        ({"organisation": None}, {}, False),
        ({}, {"verified_at": None}, False),
        ({}, {"verified_until": AT}, False),
        ({}, {"suspended_at": AT}, False),
    ],
)
def test_officer_verified(rows, officer, authority, met):
    home = rows.make(Organisation, kind="authority", **{"verified_at": BEFORE, **authority})
    filer = rows.make(User, **{"organisation": home, "verified_at": BEFORE, **officer})
    rows.make(RoleAssignment, user=filer, role="authority")
    assert answer(Fact.OFFICER_VERIFIED, rows.make(Case, filed_by=filer, recipient_organisation=home)) == met


def test_a_paper_entered_by_staff_needs_a_verified_authority_and_no_officer(rows):
    home = rows.make(Organisation, kind="authority", verified_at=BEFORE)
    rows.make(RoleAssignment, user=rows.one, role="reviewer")
    assert answer(Fact.OFFICER_VERIFIED, rows.make(Case, recipient_organisation=home))
    assert not answer(Fact.OFFICER_VERIFIED, rows.make(Case))
    Organisation.objects.update(verified_at=None)
    assert not answer(Fact.OFFICER_VERIFIED, rows.make(Case, recipient_organisation=home))


PAPER = {
    "kind": "letter", "number": "L-1", "issued_at": AT.isoformat(), "statute": "CPL 54", "items": ["contact.phone"]
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "met"),
    [
        ({}, True),
        ({"kind": "rumour"}, False),
        ({"number": " "}, False),
        ({"number": None}, False),
        ({"statute": ""}, False),
        ({"issued_at": "soon"}, False),
        ({"issued_at": None}, False),
        ({"items": []}, False),
        ({"may_tell": True}, True),
        ({"may_tell": False}, False),
        ({"may_tell": False, "hold_until": LATER.isoformat()}, True),
    ],
)
def test_instrument_complete(rows, changes, met):
    case = rows.make(Case, particulars={"instrument": {**PAPER, **changes}})
    assert answer(Fact.INSTRUMENT_COMPLETE, case) == met


def test_no_instrument_is_not_complete(rows):
    assert not answer(Fact.INSTRUMENT_COMPLETE, rows.make(Case))


@pytest.mark.parametrize(("at", "met"), [(AT, True), (BEFORE, True), (LATER, False)])
def test_called_back(rows, at, met):
    assert answer(Fact.CALLED_BACK, rows.make(Case, called_back_at=at, called_back_by=rows.two)) == met
    assert not answer(Fact.CALLED_BACK, rows.make(Case))


# A finding


@pytest.mark.parametrize(
    ("changes", "met"),
    [
        ({}, True),
        ({"decided_at": AT - timedelta(days=14)}, True),
        ({"decided_at": AT - timedelta(days=14) + timedelta(seconds=1)}, False),
        ({"appeal": "pending"}, False),
        ({"appeal": "upheld"}, False),
        ({"appeal": "dismissed"}, False),
        ({"appeal": "dismissed", "appeal_decided_by": "three"}, True),
        ({"appeal": "dismissed", "appeal_decided_by": "three", "decided_at": AT}, True),
    ],
)
def test_finding_final(rows, changes, met):
    if "appeal_decided_by" in changes:
        changes = {**changes, "appeal_decided_by": rows.three}
    finding = rows.make(Finding, **{"decided_at": BEFORE, "decided_by": rows.two, **changes})
    assert answer(Fact.FINDING_FINAL, rows.make(Case, finding=finding)) == met
    assert not answer(Fact.FINDING_FINAL, rows.make(Case))


# A complaint


@pytest.mark.parametrize(
    ("complainant", "right", "met"),
    [
        ({}, {}, True),
        ({"verified_at": None}, {}, False),
        ({"suspended_at": AT}, {}, False),
        ({}, {"proven_at": None}, False),
        ({}, {"valid_to": AT}, False),
        ({}, {"valid_from": LATER}, False),
        ({}, {"agent_until": AT, "agent_scope": "complain_and_pass_on"}, False),
        ({}, {"agent_until": LATER, "agent_scope": "complain_and_pass_on"}, True),
        ({}, {"agent_until": LATER, "agent_scope": "complain"}, False),
        ({}, {"owner": "three"}, False),
        ({}, {"organisation": "company"}, False),
        ({}, {"proven_at": LATER}, False),
        ({}, {"withdrawn_at": BEFORE}, False),
        ({}, {"withdrawn_at": LATER}, False),  # also for a worker that began before
        ({}, {"disqualified_at": BEFORE, "disqualified_by": "two"}, False),
    ],
)
def test_complainant_qualified(rows, complainant, right, met):
    right = {name: getattr(rows, word) if word in {"two", "three", "company"} else word for name, word in right.items()}
    person = rows.make(User, **{"verified_at": BEFORE, **complainant})
    whole = {"owner": person, "proven_at": AT, "valid_from": BEFORE, "valid_to": LATER + timedelta(days=1)}
    complaint = rows.make(Complaint, complainant=person, right=rows.make(Right, **{**whole, **right}))
    assert answer(Fact.COMPLAINANT_QUALIFIED, rows.make(Case, complaint=complaint)) == met
    assert not answer(Fact.COMPLAINANT_QUALIFIED, rows.make(Case))


@pytest.mark.parametrize(
    ("home", "met"),
    [({"verified_at": BEFORE}, True), ({}, False), ({"verified_at": BEFORE, "suspended_at": AT}, False)],
)
def test_a_complainant_is_qualified_with_their_organisation(rows, home, met):
    person = rows.make(User, verified_at=BEFORE, organisation=rows.make(Organisation, **home))
    right = rows.make(Right, owner=person, proven_at=AT, valid_from=BEFORE)
    complaint = rows.make(Complaint, complainant=person, right=right)
    assert answer(Fact.COMPLAINANT_QUALIFIED, rows.make(Case, complaint=complaint)) == met


@pytest.mark.parametrize(
    ("changes", "met"),
    [
        ({}, True),
        ({"closed_at": AT}, False),
        ({"closed_at": LATER}, False),  # also for a worker that began before
        ({"countered_at": BEFORE, "counter_reached_at": BEFORE}, False),
        ({"countered_at": BEFORE, "counter_reached_at": BEFORE, "suit_notified_at": BEFORE}, True),
        ({"countered_at": BEFORE, "counter_reached_at": AT - timedelta(days=14)}, True),
        ({"countered_at": BEFORE, "counter_reached_at": AT - timedelta(days=15)}, False),
    ],
)
def test_complaint_open(rows, changes, met):
    assert answer(Fact.COMPLAINT_OPEN, rows.make(Case, complaint=rows.make(Complaint, **changes))) == met
    assert not answer(Fact.COMPLAINT_OPEN, rows.make(Case))


@pytest.mark.parametrize(("asked_at", "met"), [(AT, True), (None, False), (LATER, False)])
def test_complainant_asked(rows, asked_at, met):
    case = rows.make(Case, complaint=rows.make(Complaint, asked_at=asked_at))
    assert answer(Fact.COMPLAINANT_ASKED, case) == met
    assert not answer(Fact.COMPLAINANT_ASKED, rows.make(Case))


def test_recipient_is_respondent(rows):
    complaint = rows.make(Complaint)
    assert answer(Fact.RECIPIENT_IS_RESPONDENT, rows.make(Case, complaint=complaint, recipient_user=rows.two))
    assert not answer(Fact.RECIPIENT_IS_RESPONDENT, rows.make(Case, complaint=complaint, recipient_user=rows.three))
    assert not answer(Fact.RECIPIENT_IS_RESPONDENT, rows.make(Case, recipient_user=rows.two))


def test_a_respondent_nobody_knows_receives_nothing(rows):
    complaint = rows.make(Complaint, respondent=None, respondent_name="nobody")
    assert not answer(Fact.RECIPIENT_IS_RESPONDENT, rows.make(Case, complaint=complaint))


# A transaction


@pytest.mark.parametrize(("who", "met"), [("one", True), ("two", True), ("three", False)])
def test_is_party(rows, who, met):
    case = rows.make(Case, filed_by=getattr(rows, who), transaction=rows.transaction)
    assert answer(Fact.IS_PARTY, case) == met
    assert not answer(Fact.IS_PARTY, rows.make(Case))


@pytest.mark.parametrize(
    ("party", "at", "met"), [("one", AT, True), ("one", LATER, False), ("two", AT, False)]
)  # fmt: skip
def test_has_performed(rows, party, at, met):
    rows.make(Performance, party=getattr(rows, party), at=at)
    assert answer(Fact.HAS_PERFORMED, rows.make(Case, transaction=rows.transaction)) == met
    assert not answer(Fact.HAS_PERFORMED, rows.make(Case))


@pytest.mark.parametrize(("status", "met"), [("open", True), ("dispute", True), ("closed", False)])
def test_transaction_open(rows, status, met):
    closed_at = AT if status == "closed" else None
    transaction = rows.make(models.Transaction, status=status, closed_at=closed_at)
    assert answer(Fact.TRANSACTION_OPEN, rows.make(Case, transaction=transaction)) == met
    assert not answer(Fact.TRANSACTION_OPEN, rows.make(Case))


# What is written


@pytest.mark.parametrize(
    ("fact", "name"),
    [
        (Fact.NECESSITY_STATED, "necessity"),
        (Fact.RATIONALE_WRITTEN, "rationale"),
        (Fact.ASSESSMENT_ON_FILE, "assessment"),
    ],
)
def test_what_must_be_written_is_written(rows, fact, name):
    assert answer(fact, rows.make(Case, particulars={name: "for the audit"}))
    assert not answer(fact, rows.make(Case, particulars={name: "  "}))
    assert not answer(fact, rows.make(Case, particulars={name: None}))
    assert not answer(fact, rows.make(Case))


def test_in_an_emergency_no_instrument_is_asked(rows):
    case = rows.make(Case, basis="legal_request", particulars={"emergency": {"danger": "d", "how_data_help": "h"}})
    calm = facts.answers(case, circumstances=frozenset(), at=AT)
    urgent = facts.answers(case, circumstances=frozenset({Circumstance.EMERGENCY}), at=AT)
    assert set(calm) - set(urgent) == {Fact.INSTRUMENT_COMPLETE}
    assert list(calm) == [fact for fact in Fact if fact in calm]


def test_the_first_fact_that_is_not_met_is_named(rows):
    case = rows.make(Case, basis="transaction_dispute", transaction=rows.transaction, filed_by=rows.three)
    with pytest.raises(FactMissing) as missing:
        facts.require(case, circumstances=frozenset(), at=AT)
    assert missing.value.fact is Fact.IS_PARTY
    with pytest.raises(FactMissing) as missing:
        facts.require(case, circumstances=frozenset(), at=AT, but=Fact.IS_PARTY)
    assert missing.value.fact is Fact.HAS_PERFORMED


def test_with_every_fact_met_nothing_is_refused(rows):
    rows.make(Performance)
    case = rows.make(Case, basis="transaction_dispute", transaction=rows.transaction)
    facts.require(case, circumstances=frozenset(), at=AT)
