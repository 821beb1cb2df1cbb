"""A complaint tells the respondent, waits for the counter-statement, and closes by itself after 15 days (P3e)."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from disclosures import outbox
from disclosures.actions import complaints, counter_statements, rights
from disclosures.actions.complaints import Accusation
from disclosures.actions.rights import Claim
from disclosures.domain.agency import AgencyScope
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.models import Case, Complaint, Right
from tests.cast import AT, a_case


def accusation(**changes):
    named = {
        "right": Right.objects.get(reference="tm"), "against": "mei", "listings": ("https://market.example/listing/9",),
        "statement": "it copies our mark", "in_good_faith": True, "is_true": True,
    }  # fmt: skip
    return Accusation(**(named | changes))


@pytest.fixture
def filed(world, who, at):
    return complaints.file(accusation=accusation(pass_on=frozenset()), by=who("nora"), at=at)


@pytest.fixture
def fresh(filed):
    return lambda: Complaint.objects.select_related("complainant", "respondent").get(pk=filed.pk)


@pytest.fixture
def countered(fresh, who, at):
    counter_statements.state(complaint=fresh(), by=who("mei"), at=at, statement="it is my own photograph")
    counter_statements.pass_on(complaint=fresh(), by=who("mei"), at=at)
    return fresh


def test_the_respondent_is_told_without_delay(filed, told, events):
    assert told("complaint_about_you") == {"mei"}
    assert events("complaint", filed.pk) == ["complaint_filed"]
    assert filed.right_text == "trademark 1 (CNIPA)"
    assert filed.asked_at == AT


def test_the_notice_names_the_reference_and_no_more(filed, mailoutbox, at):
    outbox.drain(at=at)
    (mail,) = mailoutbox
    assert filed.reference in mail.subject
    assert "copies" not in mail.body


def test_a_respondent_nobody_knows_is_no_error(world, who, at, told):
    made = complaints.file(accusation=accusation(against="nobody at all"), by=who("nora"), at=at)
    assert (made.respondent, made.respondent_name) == (None, "nobody at all")
    assert told("complaint_about_you") == set()


@pytest.mark.parametrize(
    "changes",
    [{"in_good_faith": False}, {"is_true": False}, {"listings": ()}, {"listings": (" ",)}, {"statement": ""}],
)
def test_addresses_words_and_both_declarations_are_needed(world, who, at, changes):
    with pytest.raises(DeskError):
        complaints.file(accusation=accusation(**changes), by=who("nora"), at=at)
    assert Complaint.objects.count() == 1


def test_only_complainants_file_and_only_on_their_own_right(world, who, at):
    with pytest.raises(NotPermitted):
        complaints.file(accusation=accusation(), by=who("mei"), at=at)
    Right.objects.update(owner=who("ana"))
    with pytest.raises(NotFound):
        complaints.file(accusation=accusation(), by=who("nora"), at=at)


def test_a_counter_statement_goes_nowhere_before_its_author_agrees(fresh, who, at, told):
    counter_statements.state(complaint=fresh(), by=who("mei"), at=at, statement="it is mine")
    assert fresh().counter_reached_at is None
    assert told("counter_statement") == set()
    counter_statements.pass_on(complaint=fresh(), by=who("mei"), at=at)
    assert told("counter_statement") == {"nora"}


@pytest.mark.parametrize(("name", "error"), [("nora", NotPermitted), ("reviewer.ren", NotPermitted), ("ana", NotFound)])
def test_only_the_respondent_answers(fresh, who, at, name, error):
    with pytest.raises(error):
        counter_statements.state(complaint=fresh(), by=who(name), at=at, statement="no")


def test_an_answer_is_given_once(countered, who, at):
    with pytest.raises(MoveNotAllowed):
        counter_statements.state(complaint=countered(), by=who("mei"), at=at, statement="again")
    with pytest.raises(MoveNotAllowed):
        counter_statements.pass_on(complaint=countered(), by=who("mei"), at=at)


def test_fifteen_days_without_word_close_it_and_lift_its_measures(countered, later, events, told):
    outbox.drain(at=later(days=14, hours=23))
    assert countered().closed_at is None
    outbox.drain(at=later(days=16))
    closed = countered()
    assert closed.closed_at == later(days=15)
    assert closed.measures_lifted_at == later(days=16)
    assert events("complaint", closed.pk)[-1] == "complaint_lapsed"
    assert told("complaint_closed") == {"mei", "nora"}


def test_by_the_clock_it_is_over_although_no_worker_marked_it(countered, who, later):
    over = countered()
    assert over.is_open(at=later(days=14))
    assert not over.is_open(at=later(days=15))
    with pytest.raises(MoveNotAllowed):
        counter_statements.report_suit(complaint=over, by=who("nora"), at=later(days=15))


def test_word_of_a_suit_keeps_it_open(countered, who, later):
    counter_statements.report_suit(complaint=countered(), by=who("nora"), at=later(days=10))
    outbox.drain(at=later(days=40))
    assert countered().closed_at is None
    with pytest.raises(MoveNotAllowed):
        counter_statements.report_suit(complaint=countered(), by=who("nora"), at=later(days=11))


def test_no_suit_is_reported_before_there_is_an_answer(fresh, who, at):
    with pytest.raises(MoveNotAllowed):
        counter_statements.report_suit(complaint=fresh(), by=who("nora"), at=at)


def test_staff_close_it_with_a_reason_and_no_party_does(fresh, who, at, told):
    with pytest.raises(NotPermitted):
        complaints.close(complaint=fresh(), by=who("mei"), at=at, reason="enough")
    with pytest.raises(DeskError):
        complaints.close(complaint=fresh(), by=who("counsel.cai"), at=at, reason=" ")
    rui = who("reviewer.rui")
    type(rui).objects.filter(pk=rui.pk).update(person=who("nora").person)
    with pytest.raises(SamePerson):
        complaints.close(complaint=fresh(), by=who("reviewer.rui"), at=at, reason="settled")
    complaints.close(complaint=fresh(), by=who("counsel.cai"), at=at, reason="settled")
    assert fresh().closed_at == at
    assert told("complaint_closed") == {"mei", "nora"}


def test_a_lapse_shortens_what_was_released_under_it(world, who, at, later):
    case = a_case("ip_complaint", world=world).released()
    complaint = Complaint.objects.get(reference="c1")
    counter_statements.state(complaint=complaint, by=who("shop"), at=at, statement="no")
    complaint.refresh_from_db()
    counter_statements.pass_on(complaint=complaint, by=who("shop"), at=at)
    outbox.drain(at=later(days=15))
    assert case.release.grant.until == later(days=30)
    outbox.drain(at=later(days=30))
    assert case.row.status == "closed"


def test_a_lapsed_complaint_carries_no_release(world, who, at, later):
    case = a_case("ip_complaint", world=world).approved()
    complaint = Complaint.objects.get(reference="c1")
    counter_statements.state(complaint=complaint, by=who("shop"), at=at, statement="no")
    complaint.refresh_from_db()
    counter_statements.pass_on(complaint=complaint, by=who("shop"), at=at)
    case.later(days=15).worked()
    assert (case.row.status, case.row.outcome) == ("refused", "fact_lapsed")


def test_what_was_never_stated_cannot_have_arrived(filed):
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=filed.pk).update(counter_reached_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=filed.pk).update(suit_notified_at=AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Complaint.objects.filter(pk=filed.pk).update(measures_lifted_at=AT)


# --- rights --------------------------------------------------------------------------------------------------------


def claim(later, **changes):
    named = {
        "kind": "copyright",
        "number": "2020-9",
        "office": "NCAC",
        "territory": "CN",
        "proof": "certificate 2020-9",
    }
    return Claim(**(named | {"valid_from": later(days=-900), "valid_to": later(days=900)} | changes))


def test_a_right_qualifies_once_for_every_complaint(world, who, at, later, events):
    right = rights.register(claim=claim(later), by=who("nora"), at=at)
    assert not right.qualifies(at=at)
    rights.qualify(right=right, by=who("reviewer.ren"), at=at)
    right.refresh_from_db()
    assert right.qualifies(at=at)
    with pytest.raises(MoveNotAllowed):
        rights.qualify(right=right, by=who("reviewer.rui"), at=at)
    assert events("right", right.pk) == ["right_registered", "right_qualified"]


@pytest.mark.parametrize(
    ("name", "error"), [("nora", NotPermitted), ("counsel.cai", NotPermitted), ("mei", NotFound), ("tom", NotFound)]
)
def test_only_a_reviewer_qualifies(world, who, at, name, error):
    Right.objects.update(proven_at=None)
    with pytest.raises(error):
        rights.qualify(right=Right.objects.get(), by=who(name), at=at)


def test_its_owner_does_not_qualify_it_by_another_account(world, who, at):
    Right.objects.update(proven_at=None)
    ren = who("reviewer.ren")
    type(ren).objects.filter(pk=ren.pk).update(person=who("nora").person)
    with pytest.raises(SamePerson):
        rights.qualify(right=Right.objects.get(), by=who("reviewer.ren"), at=at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Right.objects.update(proven_at=AT, proven_by=who("nora"))


@pytest.mark.parametrize(
    "changes",
    [
        {"proof": " "},
        {"territory": " "},
        {"agent_scope": AgencyScope.COMPLAIN},
        {"agent_for": "the owner"},
        {"agent_until": AT.replace(year=2030)},
        {"agent_until": AT, "agent_scope": AgencyScope.COMPLAIN, "agent_for": "the owner"},
        {"valid_to": AT},
        {"valid_to": AT.replace(year=2000)},
    ],
)
def test_a_right_without_its_proof_is_refused(world, who, at, later, changes):
    with pytest.raises(DeskError):
        rights.register(claim=claim(later, **changes), by=who("nora"), at=at)


def test_a_case_can_stand_on_what_was_filed_and_qualified_here(world, who, at, later):
    right = rights.register(claim=claim(later), by=who("nora"), at=at)
    rights.qualify(right=right, by=who("reviewer.ren"), at=at)
    words = accusation(right=right, against="shop", pass_on=frozenset({ItemKey.CONTACT_PHONE}))
    made = complaints.file(accusation=words, by=who("nora"), at=at)
    case = a_case("ip_complaint", world=world, particulars={"complaint": made.reference}).released()
    assert case.row.outcome == "granted"
    assert Case.objects.get(pk=case.row.pk).complaint == made
