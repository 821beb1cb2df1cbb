"""Who counts as a party, as the filer, as somebody who acted before: by natural person and organisation (DESIGN 4)."""

from __future__ import annotations

import pytest

from accounts.models import Organisation, RoleAssignment, User
from disclosures.domain.roles import Role
from disclosures.models import Case, CaseSubject, Narrowing, Objection, Refusal, Signature
from disclosures.policies import parties
from tests.constraints.rows import AT


@pytest.fixture
def case(rows):
    """`one` of a company asks another company for data of `two`, who works somewhere too."""
    rows.one.organisation, rows.two.organisation = rows.make(Organisation), rows.make(Organisation)
    rows.one.save()
    rows.two.save()
    made = rows.make(
        Case,
        filed_by=rows.one,
        requester_organisation=rows.make(Organisation),
        recipient_organisation=rows.make(Organisation),
    )
    rows.make(CaseSubject, case=made, subject=rows.two)
    return made


def other_account(rows, of):
    return rows.make(User, person=of.person)


def colleague(rows, organisation):
    return rows.make(User, organisation=organisation)


@pytest.fixture
def people(rows, case):
    """Each party with those who count as one."""
    return {
        "who filed": rows.one,
        "who filed, by another account": other_account(rows, rows.one),
        "a colleague of who filed": colleague(rows, rows.one.organisation),
        "one of the requesting organisation": colleague(rows, case.requester_organisation),
        "one of the receiving organisation": colleague(rows, case.recipient_organisation),
        "whose data is asked": rows.two,
        "whose data is asked, by another account": other_account(rows, rows.two),
        "a colleague of whose data is asked": colleague(rows, rows.two.organisation),
        "one whose other account is of the recipient": other_account(
            rows, colleague(rows, case.recipient_organisation)
        ),
    }


def test_a_party_is(people, case):
    assert [who for who, person in people.items() if not parties.is_party(person, case)] == []


def test_a_person_who_receives_is_a_party_with_their_colleagues(rows):
    recipient = rows.make(User, organisation=rows.company)
    case = rows.make(Case, recipient_user=recipient)
    assert parties.is_party(recipient, case)
    assert parties.is_party(other_account(rows, recipient), case)
    assert parties.is_party(colleague(rows, rows.company), case)
    assert not parties.is_party(rows.three, case)


def test_anybody_else_is_no_party(rows, case):
    assert not parties.is_party(rows.three, case)
    assert not parties.is_party(colleague(rows, rows.company), case)


def test_two_people_without_an_organisation_are_no_colleagues(rows):
    case = rows.make(Case)
    assert not parties.is_party(rows.three, case)


def test_another_account_of_who_filed_is_a_party_where_no_organisation_is(rows):
    assert parties.is_party(other_account(rows, rows.one), rows.make(Case))


def test_who_filed_is_the_natural_person(rows, case):
    assert parties.filed(rows.one, case)
    assert parties.filed(other_account(rows, rows.one), case)
    assert not parties.filed(rows.three, case)


def test_who_narrowed_edited_the_scope(rows, case):
    rows.make(Narrowing, case=case, by=rows.three, person=rows.three.person)
    assert parties.edited_scope(other_account(rows, rows.three), case)
    assert not parties.edited_scope(rows.two, case)


@pytest.mark.parametrize("voided_at", [None, AT])
def test_who_signed_anything_did_so_voided_or_not(rows, case, voided_at):
    rows.make(Signature, case=case, by=rows.three, person=rows.three.person, voided_at=voided_at)
    assert parties.signed_anything(other_account(rows, rows.three), case)
    assert not parties.signed_anything(rows.two, case)


@pytest.mark.parametrize(
    ("signed", "again", "barred"),
    [
        ({"step": "review"}, "review", True),
        ({"step": "review"}, "privacy", True),
        ({"step": "review", "voided_at": AT}, "privacy", True),
        ({"step": "review", "voided_at": AT}, "review", False),
    ],
)
def test_nobody_signs_two_steps_of_a_round_nor_one_that_stands(rows, case, signed, again, barred):
    rows.make(Signature, case=case, by=rows.three, person=rows.three.person, **signed)
    assert parties.signed_already(other_account(rows, rows.three), case, step=again) == barred
    assert not parties.signed_already(rows.two, case, step=again)


def test_who_signed_in_an_earlier_round_is_barred_by_having_decided_and_not_by_that_signature(rows, case):
    rows.make(Signature, case=case, version=1, by=rows.three, person=rows.three.person, voided_at=AT)
    assert not parties.decided_before(rows.three, case)
    case.version = 2
    assert not parties.signed_already(rows.three, case, step="privacy")
    assert parties.decided_before(rows.three, case)
    assert parties.decided_before(other_account(rows, rows.three), case)
    assert not parties.decided_before(rows.two, case)


def test_who_refused_decided_before_once_an_appeal_brought_the_case_back(rows, case):
    rows.make(Refusal, case=case, version=1, by=rows.three, person=rows.three.person)
    assert not parties.decided_before(rows.three, case)
    case.version = 2
    assert parties.decided_before(other_account(rows, rows.three), case)
    assert not parties.decided_before(rows.two, case)


@pytest.mark.parametrize(("upheld", "barred"), [(True, True), (False, False)])
def test_who_upheld_an_objection_refused_the_case_by_it(rows, case, upheld, barred):
    decided = {"decided_at": AT, "decided_by": rows.three, "upheld": upheld, "decision": "unsafe"}
    rows.make(Objection, case=case, version=1, **decided)
    assert not parties.decided_before(rows.three, case)
    case.version = 2
    assert parties.decided_before(other_account(rows, rows.three), case) == barred
    assert not parties.decided_before(rows.two, case)


def test_who_upheld_an_objection_of_this_round_did_not_decide_before_it(rows, case):
    case.version = 2
    rows.make(Objection, case=case, version=2, decided_at=AT, decided_by=rows.three, upheld=True)
    assert not parties.decided_before(rows.three, case)


def test_who_signed_this_round_did_not_decide_before_it(rows, case):
    case.version = 2
    rows.make(Signature, case=case, version=2, by=rows.three, person=rows.three.person)
    assert not parties.decided_before(rows.three, case)


def of_it(rows, home, role=Role.PARTNER, **words):
    user = rows.make(User, organisation=home, **words)
    rows.make(RoleAssignment, user=user, role=role)
    return user


def test_an_organisation_is_told_by_its_verified_people_or_else_by_all_who_can_act(rows):
    plain = of_it(rows, rows.company)
    of_it(rows, rows.company, suspended_at=AT)
    of_it(rows, rows.company, is_active=False)
    of_it(rows, rows.make(Organisation), verified_at=AT)
    assert parties.people_told_for(rows.company.pk) == [plain]
    verified = of_it(rows, rows.company, verified_at=AT)
    assert parties.people_told_for(rows.company.pk) == [verified]


def test_an_organisation_is_not_told_by_who_holds_no_role_of_it(rows):
    rows.make(User, organisation=rows.company)
    of_it(rows, rows.company, Role.AUTHORITY, verified_at=AT)
    assert parties.people_told_for(rows.company.pk) == []


def test_an_office_is_told_by_officers_who_were_called_back_and_by_nobody_else(rows):
    office = rows.make(Organisation, kind="authority")
    of_it(rows, office, Role.AUTHORITY)
    assert parties.people_told_for(office.pk) == []
    called = of_it(rows, office, Role.AUTHORITY, verified_at=AT)
    assert parties.people_told_for(office.pk) == [called]


def test_only_people_the_desk_knows_are_subjects(rows):
    case = rows.make(Case)
    rows.make(CaseSubject, case=case, position=1, named_key="b", subject=rows.two)
    rows.make(CaseSubject, case=case, position=0, named_key="a")
    assert parties.subjects_of(case) == [rows.two]
