"""A refused request that comes again is shown beside the first, by whatever channel, to staff and nobody else (P2b)."""

from __future__ import annotations

import pytest

from accounts.models import Token, User
from disclosures.domain.roles import Role
from disclosures.models import clock
from disclosures.queries import history
from disclosures.queries.history import Channel
from tests.callers import Caller
from tests.cast import a_case, staff


def refused(case):
    return case.submitted().does("refuse", by="reviewer.ren", code="not_properly_issued")


def seen(case, name="counsel.cai", at=None):
    return history.of_requester(case.row, by=case.user(name), at=at or case.at)


def shown(found):
    return {(one.case.reference, one.channel, one.same_person_asked) for one in found.earlier}


def get(name, path):
    user = User.objects.get(name=name)
    return Caller(name, Token.objects.issue(user=user, at=clock.now())[1]).get(path)


@pytest.fixture
def by_officer(world):
    return refused(a_case("legal_request", world=world))


@pytest.fixture
def as_paper(by_officer, world):
    """The same request, brought to a reviewer on paper."""
    return a_case("legal_request", world=world, filed_by="reviewer.rui").submitted()


def test_a_refused_request_and_the_paper_that_repeats_it_stand_side_by_side(by_officer, as_paper):
    first, second = seen(as_paper), seen(by_officer)
    assert shown(first) == {(by_officer.row.reference, Channel.OWN, True)}
    assert shown(second) == {(as_paper.row.reference, Channel.ENTERED_BY_STAFF, True)}
    assert (first.filed, dict(first.refused)) == (1, {"not_properly_issued": 1})
    assert (second.filed, dict(second.refused)) == (1, {})


def test_what_staff_filed_for_others_is_not_the_authority_s(by_officer, as_paper, world):
    a_case("consent", world=world).submitted()
    assert seen(as_paper).filed == 1


def test_on_another_clause_or_by_another_account_it_is_the_same_person(world, who):
    first = a_case("transaction_dispute", world=world).submitted().does("refuse", by="reviewer.ren", code="incomplete")
    world.users["ana.two"] = User.objects.create(name="ana.two", person=who("ana").person, password="!")
    world.users["ana.two"].role_assignments.create(role="member")
    again = a_case("consent", world=world, filed_by="ana.two", recipient="ana.two").submitted()
    assert shown(seen(again)) == {(first.row.reference, Channel.OWN, True)}
    other = a_case("consent", world=world, filed_by="ana.two", recipient="ana.two", subjects=["shop"]).submitted()
    assert {one.same_person_asked for one in seen(other).earlier} == {False}


def test_those_about_the_same_person_come_first_and_the_list_ends(world, monkeypatch):
    monkeypatch.setattr(history, "MOST", 1)
    about_mei = a_case("consent", world=world).submitted()
    a_case("consent", world=world, subjects=["ana"], purpose="another prize").later(days=1).submitted()
    again = a_case("consent", world=world, purpose="a third prize").later(days=2).submitted()
    found = seen(again)
    assert (found.filed, shown(found)) == (2, {(about_mei.row.reference, Channel.OWN, True)})


def test_a_draft_is_nobody_s_history(world):
    a_case("consent", world=world, purpose="another prize")
    assert seen(a_case("consent", world=world).submitted()).filed == 0


def test_misuse_that_was_upheld_counts(world):
    case = a_case("consent", world=world).submitted()
    for against in ("tom", "travelco"):
        case.does("misuse", against=against, by="mei", decided_by=["counsel.chen", "privacy.pei"])
    by = world.user("reviewer.rui")
    assert seen(case).misuse_upheld == 2
    assert history.of_person(world.user("tom"), by=by, at=case.at).misuse_upheld == 1
    assert history.of_organisation(world.organisations["travelco"], by=by, at=case.at).misuse_upheld == 1


def test_a_reader_who_is_asked_about_does_not_learn_of_it_by_counting(by_officer, world, who):
    rui = staff("reviewer.ria", Role.REVIEWER)
    User.objects.filter(pk=rui.pk).update(person=who("mei").person)
    other = a_case("legal_request", world=world, subjects=["ana"]).submitted()
    world.users["reviewer.ria"] = rui
    assert seen(other).filed == 1
    assert seen(other, "reviewer.ria").filed == 0


def test_the_history_is_on_the_case_for_staff_and_for_nobody_else(by_officer, as_paper):
    path = f"/cases/{as_paper.row.reference}/"
    part = get("counsel.cai", path).json()["requester_history"]
    assert (part["filed"], part["refused"]) == (1, {"not_properly_issued": 1})
    assert part["earlier"][0]["reference"] == by_officer.row.reference
    assert "requester_history" not in get("officer", f"/cases/{by_officer.row.reference}/").json()
    person = get("reviewer.ren", "/people/officer/").json()["history"]
    assert (person["filed"], person["refused"]) == (1, {"not_properly_issued": 1})
    organisation = as_paper.row.recipient_organisation_id
    assert get("auditor.an", f"/organisations/{organisation}/").json()["history"]["filed"] == 2
    assert "history" not in get("officer", f"/organisations/{organisation}/").json()
