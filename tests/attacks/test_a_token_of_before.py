"""A token that was made, or stolen, before something changed does not outlive the change."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import Token, User
from disclosures.actions import members, roles
from disclosures.actions.members import Account, Profile
from disclosures.domain.roles import Role
from disclosures.models import clock
from tests.callers import Caller
from tests.cast import staff
from tests.sign_ins import sign_in


@pytest.fixture
def thief(who):
    """Who holds a token and a cookie of mei."""
    mei = who("mei")
    return Caller("mei", Token.objects.issue(user=mei, at=clock.now())[1]), sign_in(Client(), mei)


def status(thief):
    token, browser = thief
    return token.get("/cases/").status_code, browser.get("/api/v1/cases/").status_code


def test_a_member_s_token_is_no_way_past_the_second_factor_of_staff(thief, who):
    assert status(thief) == (200, 200)
    asked = roles.ask(
        user=who("mei"), role=Role.REVIEWER, by=staff("admin.ai", Role.ADMINISTRATOR), at=clock.now(), reason="joins us"
    )
    roles.grant(grant=asked, by=staff("admin.bei", Role.ADMINISTRATOR), at=clock.now())
    assert status(thief) == (401, 401)


def test_what_was_stolen_before_an_account_was_closed_is_dead_when_it_is_opened_again(thief, who):
    for version, is_closed in ((1, False), (2, True), (3, False)):
        members.keep_in_step(
            external_id="m-1",
            account=Account("mei", "mei@people.example", is_closed=is_closed),
            profile=Profile(),
            version=version,
            by=who("platform.machine"),
            at=clock.now(),
        )
    assert User.objects.get(name="mei").is_active
    assert status(thief) == (401, 401)


def test_who_is_administrator_no_more_looks_at_no_record(world, client):
    asked = roles.ask(
        user=world.user("reviewer.rui"),
        role=Role.ADMINISTRATOR,
        by=staff("admin.ai", Role.ADMINISTRATOR),
        at=clock.now(),
        reason="joins us",
    )
    roles.grant(grant=asked, by=staff("admin.bei", Role.ADMINISTRATOR), at=clock.now())
    assert sign_in(client, world.user("reviewer.rui")).get("/admin/disclosures/case/").status_code == 200
    by = User.objects.get(name="admin.ai")
    roles.end(user=world.user("reviewer.rui"), role=Role.ADMINISTRATOR, by=by, at=clock.now(), reason="leaves us")
    assert sign_in(client, world.user("reviewer.rui")).get("/admin/disclosures/case/").status_code == 302
