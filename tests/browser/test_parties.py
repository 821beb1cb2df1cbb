"""Both sides of a transaction: one asks, the other is told and answers; both read the same words, and one is given."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.core import mail
from playwright.sync_api import expect

from accounts.models import User
from disclosures import outbox
from disclosures.delivery import opening
from disclosures.models import Case, Release, clock
from disclosures.scenarios.stage import Stage
from disclosures.scenarios.world import World
from tests import sign_ins
from tests.browser import collecting
from tests.browser.journey import Journey
from tests.cast import ACase, a_case, a_world

LINK = re.compile(r"^https?://[^/]+(/received/\S+)$", flags=re.MULTILINE)
ASKED, ANSWERED = "is the parcel on its way?", "it left on Monday"


@dataclass(frozen=True, slots=True)
class Given:
    """Where the mail leads, and the number that is behind it."""

    world: World
    link: str
    phone: str


@pytest.fixture
def given(committed_db) -> Given:
    """What one was given of the other before; sealed before the desk starts, under the keys that it reads."""
    with outbox.inline():
        case = a_case("transaction_dispute", world=a_world(at=clock.now() - timedelta(days=8))).released()
    for name in ("ana", "mei"):
        sign_ins.may_sign_in(User.objects.get(name=name))
    (link,) = {link for letter in mail.outbox for link in LINK.findall(letter.body)}
    (subject,) = opening.unsealed(case.release)["subjects"]
    return Given(case.stage.world, link, subject["items"]["contact.phone"]["values"][0]["value"])


def test_from_the_purpose_to_the_value_that_is_pressed(given, walk_as):
    ana = walk_as("ana", start="/requests/")
    files(ana)
    case = Case.objects.latest("pk")
    writes_first(ana, case)
    mei = walk_as("mei", start="/me/")
    answers(mei)
    goes_on(ana, case)
    with outbox.inline():
        ACase(Stage(given.world, {"filed_by": "ana"}, clock.now(), case_id=case.pk)).accepted().signed()
    objects(mei, case)
    ana.at(f"/requests/{case.reference}/")
    ana.sees(ASKED)
    ana.picture("parties", "status")
    collects(ana, given)
    ana.is_helped("parties")


def files(ana: Journey) -> None:
    """With a mistake, a way back, and a change after the check."""
    ana.press("File a new request")
    ana.tick("transaction_dispute")
    ana.press("Continue")
    ana.tick("t1")
    ana.goes_on()
    ana.goes_on()
    ana.is_refused()
    ana.fill(names="mei")
    ana.goes_on()
    ana.tick("dispute")
    ana.picture("parties", "purpose")
    ana.goes_on()
    ana.page.go_back()
    ana.heading("What is it needed for?")
    expect(ana.page.locator('input[value="dispute"]')).to_be_checked()
    ana.goes_on()
    ana.tick("contact.phone", "contact.email")
    ana.goes_on()
    ana.goes_on()
    ana.tick("contract_necessity")
    ana.goes_on()
    ana.heading("Check your answers")
    ana.picture("parties", "check")
    ana.go(ana.main.locator('a[href*="/ask/purpose/"]'))
    ana.tick("complete")
    ana.goes_on()
    ana.press("File this request")
    ana.heading("Your request is filed")
    ana.follow("Follow this request")
    ana.identity("Received")


def writes_first(ana: Journey, case: Case) -> None:
    assert case.status == "triage"
    ana.follow("Send the other party a message through the desk")
    ana.fill(text=ASKED)
    ana.picture("parties", "message")
    ana.press("Send the other party a message through the desk")
    ana.sees("Your message is being passed on.")


def answers(mei: Journey) -> None:
    mei.follow("The other side of a transaction wrote to you through the desk")
    expect(mei.main).to_contain_text(ASKED)
    mei.press("Pass this answer on")
    mei.is_refused()
    mei.fill(text=ANSWERED)
    mei.press("Pass this answer on")
    expect(mei.main).to_contain_text(ANSWERED)


def goes_on(ana: Journey, case: Case) -> None:
    """The answer did not help."""
    ana.at(f"/requests/{case.reference}/")
    expect(ana.main).to_contain_text(ANSWERED)
    ana.follow("The answer did not help: go on")
    ana.press("The answer did not help: go on")
    ana.sees("Your request goes on.")


def objects(mei: Journey, case: Case) -> None:
    """Told before anything leaves: first another way, then no."""
    about = f"/me/about/{case.reference}/"
    mei.at("/me/")
    mei.go(mei.main.locator(f'a[href="{about}"]').first)
    mei.go(mei.main.get_by_role("button", name=mei.say("Offer another way to reach you")))
    mei.press("Offer this way")
    mei.is_refused()
    mei.at(about)
    mei.go(mei.main.get_by_role("button", name=mei.say("Object to this disclosure")))
    mei.press("Object")
    mei.is_refused()
    mei.fill(reason="we settled it")
    mei.press("Object")
    mei.sees("Being decided. Nothing leaves before.")
    mei.is_helped("members")


def collects(ana: Journey, given: Given) -> None:
    """From the link in the mail."""
    ana.at(given.link)
    ana.press("Send me the code")
    ana.picture("parties", "code")
    collecting.unlock(ana)
    ana.picture("parties", "limits")
    ana.press("I accept the limits of use")
    ana.picture("parties", "hidden")
    expect(ana.main).not_to_contain_text(given.phone)
    ana.press(f"{ana.say('Show')} {ana.say('Phone number')}")
    expect(ana.main).to_contain_text(given.phone)
    assert Release.objects.get().grant.openings == 1
