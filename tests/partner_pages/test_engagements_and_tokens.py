"""A partner reads what it may receive and until when, and keeps the tokens of its machines (P2a, P3b)."""

from __future__ import annotations

import re
import time
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Token, User
from disclosures.actions import engagements
from disclosures.models import Attestation, Engagement, clock
from tests import browsing
from tests.cast import a_case, a_world
from tests.sign_ins import sign_in, with_app

SECRET = re.compile(r"desk_[\w-]{40,}")
ONE = "/engagements/delivery/"
NEW = "/tokens/new/"


@pytest.fixture
def served(desk):
    """A release that courier can open."""
    return a_case("service_provision", world=a_world(at=clock.now() - timedelta(hours=1))).released()


@pytest.fixture
def kai(served):
    return browsing.signed_in(served.user("kai"))


def wish(**words):
    return {"label": "dispatch", "scopes": ["read", "act"], "engagement": "delivery", "days": "30"} | words


def secret_on(answer) -> str:
    return SECRET.search(answer.content.decode())[0]


def asks(secret: str) -> int:
    return Client().get("/api/v1/releases/", headers={"Authorization": f"Bearer {secret}"}).status_code


def test_an_engagement_says_what_for_how_long_and_what_was_released(served, kai):
    listed = kai.get("/engagements/").text
    for words in ("delivery", "In force", "Legal name, Phone number", "working days left"):
        assert words in listed
    shown = kai.get(ONE).text
    assert f"/received/{served.row.reference}/" in shown
    assert "1 can be opened now" in shown
    assert "Can be opened" in shown
    assert "You owe no word" in shown


def test_its_end_closes_the_release_and_asks_for_word_of_deletion(served, kai):
    engagements.end(engagement=Engagement.objects.get(), by=served.user("privacy.pei"), at=clock.now())
    shown = kai.get(ONE).text
    assert "0 can be opened now" in shown
    assert f"/received/{served.row.reference}/" not in shown
    assert f"/attestations/{Attestation.objects.get().reference}/" in shown
    assert "working day" not in shown, "what is over has nothing left"


def test_nobody_elses_engagement_is_there(served):
    User.objects.filter(name="tom").update(verified_at=clock.now())
    tom = browsing.signed_in(served.user("tom"))
    assert "You have no engagement" in tom.get("/engagements/").text
    assert tom.get(ONE).status_code == 404
    assert browsing.signed_in(served.user("mei")).get("/engagements/").status_code == 403


def test_a_token_is_shown_once_works_and_dies_with_its_engagement(served, kai):
    form = wish(ident="0a52f0bb-3f4e-4d0e-9c7b-0d5f0c6f7a11")
    made = kai.press(NEW, form)
    secret = secret_on(made)
    assert asks(secret) == 200
    again = kai.press(NEW, form)
    assert (again.status_code, Token.objects.filter(label="dispatch").count()) == (302, 1), "a double click makes one"
    listed = kai.get("/tokens/").text
    assert secret not in listed
    assert "End it now" in listed
    assert "never" not in listed, "it was used a moment ago"
    assert "dispatch" in kai.get(ONE).text
    engagements.end(engagement=Engagement.objects.get(), by=served.user("privacy.pei"), at=clock.now())
    assert asks(secret) == 401
    listed = kai.get("/tokens/").text
    assert "with its engagement" in listed
    assert "You have no token that can be used" in listed


def test_a_token_is_ended_by_a_press_and_not_by_a_look(served, kai):
    secret = secret_on(kai.press(NEW, wish(engagement="-")))
    where = f"/tokens/{Token.objects.get(label='dispatch').public_id}/end/"
    assert "refused from its next request on" in kai.get(where).text
    assert asks(secret) == 200
    assert kai.press(where).status_code == 302
    assert asks(secret) == 401
    assert kai.press(where).status_code == 302, "twice is once"
    assert browsing.signed_in(served.user("tom")).get(where).status_code == 404


def test_an_unfinished_form_says_what_is_missing_and_keeps_the_rest(kai):
    shown = kai.press(NEW, wish(scopes=[])).text
    assert "Tick at least one" in shown
    assert 'value="dispatch"' in shown
    assert not Token.objects.filter(label="dispatch").exists()


def test_a_token_that_opens_needs_a_typed_code(kai):
    shown = kai.press(NEW, wish(scopes=["open"])).text
    assert "A token that opens is made where a code was typed" in shown
    assert not Token.objects.filter(label="dispatch").exists()


def test_a_session_that_lies_about_makes_no_token(served, kai):
    with_app(served.user("kai"))
    sign_in(kai, served.user("kai"), ago=6 * 60)
    asked = kai.press(NEW, wish())
    assert "/account/" in asked.headers["Location"]
    assert not Token.objects.filter(label="dispatch").exists()
    session = kai.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session.save()
    assert SECRET.search(kai.press(NEW, wish()).text)
