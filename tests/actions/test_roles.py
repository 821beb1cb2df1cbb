"""Nobody has a role by their own word: one asks, a second person grants, one is enough to end (SAFETY)."""

from __future__ import annotations

import pytest

from accounts.models import RoleGrant, User
from disclosures.actions import memberships, roles
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotFound, NotPermitted, SamePerson
from disclosures.domain.roles import Role
from tests.actions.outsiders import a_newcomer, shows_mail
from tests.architecture import trees
from tests.cast import staff

GIVEN_IN = {
    "disclosures/actions/memberships.py",  # by an approval
    "disclosures/actions/roles.py",  # by a second person
    "disclosures/actions/members.py",  # the platform says who is its member
    "disclosures/demo/people.py",
    "disclosures/scenarios/world.py",
}


@pytest.fixture
def ai(world):
    return staff("admin.ai", Role.ADMINISTRATOR)


@pytest.fixture
def bei(world):
    return staff("admin.bei", Role.ADMINISTRATOR)


@pytest.fixture
def lu(world):
    return a_newcomer("lu", "lu@desk.example")


@pytest.fixture
def asked(ai, lu, at):
    return roles.ask(user=lu, role=Role.COUNSEL, by=ai, at=at, reason="joined the firm")


def fresh(user):
    return User.objects.select_related("organisation").get(pk=user.pk)


def test_a_second_person_gives_the_role(asked, bei, lu, at, events):
    assert fresh(lu).roles == frozenset()
    roles.grant(grant=asked, by=bei, at=at)
    assert fresh(lu).roles == {"counsel"}
    assert events("user", lu.pk) == ["role_asked", "role_granted"]
    with pytest.raises(MoveNotAllowed):
        roles.grant(grant=asked, by=bei, at=at)


def test_a_privacy_officer_can_be_the_second(asked, who, lu, at):
    roles.grant(grant=asked, by=who("privacy.pei"), at=at)
    assert fresh(lu).roles == {"counsel"}


def test_an_administrator_gives_no_role_alone_nor_by_a_second_account(asked, ai, bei, lu, at):
    with pytest.raises(SamePerson):
        roles.grant(grant=asked, by=ai, at=at)
    User.objects.filter(pk=bei.pk).update(person=ai.person)
    with pytest.raises(SamePerson):
        roles.grant(grant=asked, by=fresh(bei), at=at)
    assert fresh(lu).roles == frozenset()


def test_nobody_asks_or_grants_a_role_of_the_desk_for_themselves(asked, ai, bei, lu, at):
    with pytest.raises(SamePerson):
        roles.ask(user=ai, role=Role.COUNSEL, by=ai, at=at, reason="I can do it")
    User.objects.filter(pk=bei.pk).update(person=lu.person)
    with pytest.raises(SamePerson):
        roles.grant(grant=RoleGrant.objects.get(), by=fresh(bei), at=at)
    with pytest.raises(SamePerson):
        roles.ask(user=lu, role=Role.REVIEWER, by=fresh(bei), at=at, reason="another account of mine")


@pytest.mark.parametrize("name", ["reviewer.ren", "counsel.cai", "privacy.pei", "auditor.an", "mei", "officer"])
def test_only_an_administrator_asks(world, who, lu, at, name):
    with pytest.raises(NotPermitted):
        roles.ask(user=lu, role=Role.AUDITOR, by=who(name), at=at, reason="needed")


@pytest.mark.parametrize(("name", "error"), [("reviewer.ren", NotPermitted), ("mei", NotFound), ("officer", NotFound)])
def test_nobody_else_grants(asked, who, at, name, error):
    with pytest.raises(error):
        roles.grant(grant=asked, by=who(name), at=at)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.AUTHORITY, Role.PARTNER])
def test_a_role_that_comes_with_an_organisation_cannot_be_asked_for(ai, lu, at, role):
    with pytest.raises(NotPermitted):
        roles.ask(user=lu, role=role, by=ai, at=at, reason="needed")


def test_who_belongs_to_an_outside_organisation_is_given_no_role_of_the_desk(world, ai, bei, who, asked, at):
    with pytest.raises(MoveNotAllowed):
        roles.ask(user=who("officer"), role=Role.REVIEWER, by=ai, at=at, reason="needed")
    shows_mail(asked.user, "lu@travelco.example")
    memberships.ask(organisation=world.organisations["travelco"], by=who_is("lu"), at=at)
    with pytest.raises(MoveNotAllowed):
        roles.grant(grant=asked, by=bei, at=at)
    assert not RoleGrant.objects.get().granted


def who_is(name):
    return User.objects.select_related("organisation").get(name=name)


def test_what_is_asked_has_a_reason_and_is_asked_once(asked, ai, lu, at):
    with pytest.raises(DeskError):
        roles.ask(user=lu, role=Role.AUDITOR, by=ai, at=at, reason=" ")
    with pytest.raises(MoveNotAllowed):
        roles.ask(user=lu, role=Role.COUNSEL, by=ai, at=at, reason="again")


def test_a_refusal_is_final_and_has_a_reason(asked, bei, lu, at, events):
    with pytest.raises(DeskError):
        roles.refuse(grant=asked, by=bei, at=at, reason="")
    roles.refuse(grant=asked, by=bei, at=at, reason="not hired")
    with pytest.raises(MoveNotAllowed):
        roles.grant(grant=asked, by=bei, at=at)
    assert events("user", lu.pk)[-1] == "role_refused"


def test_a_complainant_asks_for_themselves_and_a_reviewer_agrees(world, lu, who, at):
    grant = roles.ask(user=lu, role=Role.COMPLAINANT, by=lu, at=at, reason="passport shown, photographer")
    with pytest.raises(NotPermitted):
        roles.grant(grant=grant, by=lu, at=at)
    roles.grant(grant=grant, by=who("reviewer.ren"), at=at)
    assert fresh(lu).roles == {"complainant"}
    with pytest.raises(NotPermitted):
        roles.ask(user=lu, role=Role.COMPLAINANT, by=who("mei"), at=at, reason="for a friend")
    with pytest.raises(NotPermitted):
        roles.ask(user=who("reviewer.ren"), role=Role.COMPLAINANT, by=who("reviewer.ren"), at=at, reason="mine")


def test_a_reviewer_who_is_the_complainant_does_not_agree(world, lu, who, at):
    User.objects.filter(pk=lu.pk).update(person=who("reviewer.ren").person)
    grant = roles.ask(user=fresh(lu), role=Role.COMPLAINANT, by=fresh(lu), at=at, reason="passport shown")
    with pytest.raises(SamePerson):
        roles.grant(grant=grant, by=who("reviewer.ren"), at=at)


def test_one_is_enough_to_take_a_role_away(ai, who, at, events):
    ren = who("reviewer.ren")
    before = ren.get_session_auth_hash()
    with pytest.raises(NotPermitted):
        roles.end(user=ren, role=Role.REVIEWER, by=who("counsel.cai"), at=at, reason="left")
    with pytest.raises(DeskError):
        roles.end(user=ren, role=Role.REVIEWER, by=ai, at=at, reason=" ")
    roles.end(user=ren, role=Role.REVIEWER, by=ai, at=at, reason="left")
    assert who("reviewer.ren").roles == frozenset()
    assert who("reviewer.ren").get_session_auth_hash() != before
    assert events("user", ren.pk) == ["role_ended"]
    with pytest.raises(MoveNotAllowed):
        roles.end(user=ren, role=Role.REVIEWER, by=ai, at=at, reason="again")


def test_roles_are_given_nowhere_else():
    giving = {
        trees.name(path)
        for path in trees.files()
        for call in trees.calls(trees.tree(path))
        if call.startswith("RoleAssignment.objects.") and "create" in call
    }
    assert giving == GIVEN_IN
