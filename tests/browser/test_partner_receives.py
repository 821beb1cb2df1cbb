"""A partner reads its engagement, makes a token, opens what it was given, and attests that it is deleted."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accounts.models import Token, User
from disclosures import outbox
from disclosures.actions import engagements
from disclosures.models import Attestation, Engagement, Release, clock
from tests import sign_ins
from tests.browser.journey import Journey
from tests.cast import a_case, a_world


@pytest.fixture
def served(committed_db):
    """A release for an order; sealed before the desk starts, under the keys that it reads."""
    with outbox.inline():
        return a_case("service_provision", world=a_world(at=clock.now() - timedelta(hours=2))).released()


def test_from_the_engagement_to_the_word_that_all_is_deleted(served, walk_as):
    secret = sign_ins.with_app(sign_ins.may_sign_in(served.user("kai")))
    partner = walk_as("kai", secret=secret, start="/engagements/")
    partner.heading("Your engagements")
    partner.picture("partners", "engagements")
    partner.follow("delivery")
    partner.sees("In force")
    partner.sees("Phone number")
    makes_a_token(partner)
    opens(partner, served.row.reference)
    with outbox.inline():
        by = User.objects.get(name="privacy.pei")
        engagements.end(engagement=Engagement.objects.get(name="delivery"), by=by, at=clock.now())
    partner.at("/engagements/delivery/")
    partner.sees("Ended")
    partner.follow(Attestation.objects.get().reference)
    partner.picture("partners", "attest")
    partner.press("Attest that it is deleted")
    partner.is_refused()
    partner.fill(words="the label and its scan")
    partner.check("nothing_left")
    partner.press("Attest that it is deleted")
    partner.sees("You attested that it is deleted. Thank you.")
    partner.is_helped("partners")


def makes_a_token(partner: Journey) -> None:
    partner.follow("Make a token")
    partner.press("Make the token")
    partner.is_refused()
    partner.fill(label="dispatch system")
    partner.tick("read", "act", "delivery")
    partner.press("Make the token")
    expect(partner.main).to_contain_text(re.compile(r"desk_[\w-]{40}"))
    partner.go(partner.main.get_by_role("button", name=partner.say("I have copied it")))
    partner.picture("partners", "tokens")
    partner.follow("End it now")
    partner.press("End this token")
    partner.sees("You have no token that can be used.")
    assert Token.objects.get(label="dispatch system").revoked_at is not None


def opens(partner: Journey, reference: str) -> None:
    partner.at("/received/")
    partner.follow(reference)
    partner.press("Send me the code")
    outbox.drain(at=clock.now())
    partner.fill(code=sign_ins.code_in_mail())
    partner.press("Continue")
    partner.press("Show all values")
    partner.sees("Hide the values")
    partner.press("Confirm receipt")
    partner.sees("Receipt")
    grant = Release.objects.get().grant
    assert (grant.openings, grant.received_at is not None) == (1, True)
