"""Who an organisation or person is rests on a call and evidence, ends, and is never one's own word (P3c, P3e)."""

from __future__ import annotations

import pytest

from accounts.models import Organisation, RegisterValue, User, Verification
from disclosures.actions import organisations, people, verifications
from disclosures.actions.verifications import Call, NumberNotOurs
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted, SamePerson
from disclosures.models import Case
from tests.actions.outsiders import AN_ENTRY, NUMBER
from tests.cast import a_case

EVIDENCE = "letterhead checked against the official site"


@pytest.fixture
def call(at):
    return Call(number=NUMBER, spoke_to="the switchboard", at=at)


@pytest.fixture
def checked(at, later, call):
    """What every verification of psb says, but for who gives it."""
    return {"at": at, "until": later(days=365), "evidence": EVIDENCE, "call": call, "edition": 1}


@pytest.fixture
def psb(world):
    return world.organisations["psb"]


def test_a_verification_says_who_called_whom_and_until_when(psb, who, at, later, events, checked):
    made = verifications.verify(organisation=psb, by=who("reviewer.ren"), **checked)
    psb.refresh_from_db()
    assert psb.is_verified(at=at)
    assert not psb.is_verified(at=later(days=365))
    assert (made.by.name, made.evidence, made.spoke_to) == ("reviewer.ren", EVIDENCE, "the switchboard")
    assert (made.called_back_at, made.number_called, made.number_source) == (at, NUMBER, "psb.example/contact")
    assert events("organisation", psb.pk) == ["organisation_verified"]


def test_verifying_again_ends_the_earlier_one(psb, who, checked):
    for name in ("reviewer.ren", "counsel.cai"):
        verifications.verify(organisation=psb, by=who(name), **checked)
    assert Verification.objects.standing().get().by.name == "counsel.cai"
    assert Verification.objects.count() == 2


@pytest.mark.parametrize("name", ["officer", "mei", "platform.machine", "auditor.an"])
def test_only_legal_staff_verify(psb, who, checked, name):
    with pytest.raises(NotPermitted):
        verifications.verify(organisation=psb, by=who(name), **checked)


def test_nobody_verifies_their_own_organisation_or_self(psb, who, checked):
    User.objects.filter(name="officer").update(person=who("counsel.chen").person)
    with pytest.raises(SamePerson):
        verifications.verify(organisation=psb, by=who("counsel.chen"), **checked)
    with pytest.raises(SamePerson):
        people.verify(
            user=who("officer"), by=who("counsel.chen"), **{n: w for n, w in checked.items() if n != "edition"}
        )


@pytest.mark.parametrize(("change", "field"), [({"evidence": " "}, "evidence"), ({"until": None}, "until")])
def test_it_rests_on_something_and_ends(psb, who, at, checked, change, field):
    change = {"until": at} if "until" in change else change
    with pytest.raises(DeskError) as refused:
        verifications.verify(organisation=psb, by=who("reviewer.ren"), **checked | change)
    assert refused.value.fields == (field,)


# --- the call --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", ["+86 10 5555 0999", "+1 202 555 0100", "", "010 5555 0100"])
def test_a_call_to_a_number_that_came_from_elsewhere_verifies_nothing(psb, who, at, later, checked, number):
    elsewhere = Call(number=number, spoke_to="a helpful voice", at=at)
    with pytest.raises(NumberNotOurs) as refused:
        verifications.verify(organisation=psb, by=who("reviewer.ren"), **checked | {"call": elsewhere})
    assert refused.value.code == "number_not_ours"
    with pytest.raises(NumberNotOurs):
        people.verify(
            user=who("officer"), by=who("reviewer.ren"), at=at, until=later(days=1), evidence="x", call=elsewhere
        )
    assert not Verification.objects.exists()


def test_how_a_number_is_spaced_is_no_difference(psb, who, at, checked):
    dialled = Call(number="+86-10-5555-0100", spoke_to="the switchboard", at=at)
    made = verifications.verify(organisation=psb, by=who("reviewer.ren"), **checked | {"call": dialled})
    assert made.number_called == NUMBER


def test_a_call_was_made_and_answered(psb, who, at, later, checked):
    for call in (Call(NUMBER, "the switchboard", later(hours=1)), Call(NUMBER, " ", at)):
        with pytest.raises(DeskError):
            verifications.verify(organisation=psb, by=who("reviewer.ren"), **checked | {"call": call})


def test_an_organisation_without_a_published_number_cannot_be_called(psb, who, at, checked):
    Organisation.objects.filter(pk=psb.pk).update(phone="", phone_source="")
    psb.refresh_from_db()
    nothing = Call(number="", spoke_to="nobody", at=at)
    with pytest.raises(NumberNotOurs):
        verifications.verify(organisation=psb, by=who("reviewer.ren"), **checked | {"call": nothing})


def test_an_officer_of_a_public_body_is_called_and_a_complainant_identified(who, at, later):
    words = {"by": who("reviewer.ren"), "at": at, "until": later(days=30), "evidence": "badge"}
    with pytest.raises(DeskError) as refused:
        people.verify(user=who("officer"), **words)
    assert refused.value.fields == ("call",)
    assert people.verify(user=who("nora"), **words).called_back_at is None


def test_who_has_no_organisation_has_no_number_of_ours(who, at, later, call):
    with pytest.raises(NumberNotOurs):
        people.verify(
            user=who("mei"), by=who("reviewer.ren"), at=at, until=later(days=1), evidence="passport", call=call
        )


def test_the_call_to_an_officer_s_agency_is_noted(who, at, later, events, call):
    officer = who("officer")
    made = people.verify(user=officer, by=who("reviewer.ren"), at=at, until=later(days=30), evidence="badge", call=call)
    assert (made.called_back_at, made.number_called) == (at, NUMBER)
    assert events("user", officer.pk) == ["person_verified"]


# --- two people ------------------------------------------------------------------------------------------------------


@pytest.fixture
def customs(who, at):
    return organisations.register(entry=AN_ENTRY, by=who("reviewer.ren"), at=at)


def test_who_entered_an_organisation_does_not_verify_it(customs, who, checked):
    with pytest.raises(SamePerson):
        verifications.verify(organisation=customs, by=who("reviewer.ren"), **checked)
    assert (
        verifications.verify(organisation=customs, by=who("reviewer.rui"), **checked).entered_by.name == "reviewer.ren"
    )


def test_nor_by_a_second_account_of_theirs(customs, who, checked):
    User.objects.filter(name="counsel.cai").update(person=who("reviewer.ren").person)
    with pytest.raises(SamePerson):
        verifications.verify(organisation=customs, by=who("counsel.cai"), **checked)


@pytest.mark.parametrize(
    "change",
    [
        {"phone": "+86 10 5555 0777"},
        {"phone_source": "somewhere else"},
        {"domain": "customs-office.example", "registered_email": "desk@customs-office.example"},
        {"registered_email": "other@customs.example"},
        {"country": "DE"},
        {"name": "Customs of Yunhu"},
    ],
    ids=str,
)
def test_a_change_of_the_entry_ends_the_verification_and_its_author_makes_no_new_one(
    customs, who, at, checked, change, events
):
    verifications.verify(organisation=customs, by=who("reviewer.rui"), **checked)
    customs.refresh_from_db()
    entry = organisations.entry_of(customs, **change)
    organisations.change(organisation=customs, entry=entry, edition=1, by=who("counsel.cai"), at=at)
    customs.refresh_from_db()
    assert not customs.is_verified(at=at)
    assert not Verification.objects.standing().exists()
    assert events("organisation", customs.pk)[-1] == "organisation_changed"
    again = checked | {"edition": 2, "call": Call(customs.phone, "the switchboard", at)}
    for name in ("counsel.cai", "reviewer.ren"):  # the other values are still the first one's word
        with pytest.raises(SamePerson):
            verifications.verify(organisation=customs, by=who(name), **again)
    assert verifications.verify(organisation=customs, by=who("privacy.pei"), **again)


def test_whose_values_were_all_replaced_may_verify(customs, who, at, checked):
    entry = organisations.entry_of(
        customs,
        name="Customs",
        country="DE",
        domain="zoll.example",
        phone="+49 30 5555 0100",
        phone_source="zoll.example/kontakt",
        registered_email="amt@zoll.example",
    )
    organisations.change(organisation=customs, entry=entry, edition=1, by=who("counsel.cai"), at=at)
    customs.refresh_from_db()
    call = Call("+49 30 5555 0100", "the office", at)
    assert verifications.verify(organisation=customs, by=who("reviewer.ren"), **checked | {"edition": 2, "call": call})
    assert RegisterValue.objects.count() == 10


def test_what_was_changed_after_it_was_read_is_not_verified(customs, who, at, checked):
    entry = organisations.entry_of(customs, registered_email="other@customs.example")
    organisations.change(organisation=customs, entry=entry, edition=1, by=who("reviewer.ren"), at=at)
    customs.refresh_from_db()
    with pytest.raises(MoveNotAllowed):
        verifications.verify(organisation=customs, by=who("reviewer.rui"), **checked)
    with pytest.raises(MoveNotAllowed):
        organisations.change(organisation=customs, entry=entry, edition=1, by=who("reviewer.ren"), at=at)


def test_a_change_makes_the_cases_on_it_look_again(world, psb, who, at):
    case = a_case("legal_request", world=world).approved()
    edition = case.row.edition
    entry = organisations.entry_of(psb, phone="+86 10 5555 0777")
    organisations.change(organisation=psb, entry=entry, edition=1, by=who("counsel.cai"), at=at)
    assert Case.objects.get(pk=case.row.pk).edition == edition + 1
    case.worked()
    assert (case.row.status, case.row.outcome) == ("refused", "fact_lapsed")


# --- its end ---------------------------------------------------------------------------------------------------------


def test_what_rests_on_a_verification_that_ended_is_not_released(world, psb, who, at):
    case = a_case("legal_request", world=world).approved()
    verifications.end(organisation=psb, by=who("counsel.cai"), at=at, reason="the seal was a copy")
    case.worked()
    assert (case.row.status, case.row.outcome) == ("refused", "fact_lapsed")


def test_an_officer_whose_verification_ended_gets_nothing_more(world, who, at):
    case = a_case("legal_request", world=world).approved()
    edition = case.row.edition
    people.end_verification(user=who("officer"), by=who("reviewer.ren"), at=at, reason="left the bureau")
    assert case.row.edition == edition + 1
    case.worked()
    assert case.row.outcome == "fact_lapsed"


def test_what_is_not_verified_cannot_be_ended(psb, who, at):
    verifications.end(organisation=psb, by=who("reviewer.ren"), at=at, reason="closed")
    with pytest.raises(MoveNotAllowed):
        verifications.end(organisation=psb, by=who("reviewer.ren"), at=at, reason="closed")


def test_who_entered_an_organisation_may_end_its_verification(customs, who, at, checked):
    verifications.verify(organisation=customs, by=who("reviewer.rui"), **checked)
    verifications.end(organisation=customs, by=who("reviewer.ren"), at=at, reason="merged")
    customs.refresh_from_db()
    assert not customs.is_verified(at=at)
