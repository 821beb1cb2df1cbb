"""A member answers a question for consent partly, sees the row live, withdraws, and sees it ended."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.text import capfirst
from playwright.sync_api import Locator, expect

from disclosures import outbox
from disclosures.models import clock
from tests import sign_ins
from tests.browser.journey import Journey
from tests.cast import ACase, a_case, a_world


@pytest.fixture
def question(committed_db) -> ACase:
    """Asks mei for a consent."""
    with outbox.inline():
        world = a_world(at=clock.now() - timedelta(minutes=1))
        case = a_case("consent", world=world, purpose="a survey").submitted().accepted()
    sign_ins.may_sign_in(case.user("mei"))
    return case


def test_from_the_question_to_the_end_of_what_was_granted(question, walk_as):
    mei = walk_as("mei", start="/me/")
    answers(mei, question)
    with outbox.inline():
        question.stage.at = clock.now()
        question.signed().worked()
    reads(mei, question)
    withdraws(mei, question)
    mei.at("/me/misuse/")
    mei.press("Send the report")
    mei.is_refused()
    mei.at("/me/record/")
    mei.is_helped("members")


def row_of(mei: Journey, case: ACase) -> Locator:
    return mei.main.get_by_role("row").filter(has=mei.page.locator(f'a[href="/me/about/{case.row.reference}/"]'))


def choose(mei: Journey, item: str, extent: str) -> None:
    group = mei.main.get_by_role("group", name=mei.say(item))
    mei.hands.tick(group.get_by_label(capfirst(mei.say(extent)), exact=True))


def answers(mei: Journey, case: ACase) -> None:
    """To a part of it, with a mistake on the way."""
    mei.go(mei.main.locator(f'a[href="/me/about/{case.row.reference}/"]'))
    mei.press("Answer the request")
    mei.press("Continue")
    mei.is_refused()
    choose(mei, "Legal name", "in full")
    choose(mei, "Email address", "partly hidden")
    choose(mei, "Phone number", "nothing")
    mei.hands.tick(mei.main.get_by_label(mei.say("30 days"), exact=True))
    mei.picture("members", "answer")
    mei.press("Continue")
    mei.sees("You can withdraw it at any time. What is open under it then closes within a minute.")
    mei.picture("members", "effect")
    mei.press("Give this answer")


def reads(mei: Journey, case: ACase) -> None:
    """What left, and what was withheld."""
    mei.at("/me/")
    expect(row_of(mei, case)).to_contain_text(mei.say("Can be opened"))
    expect(row_of(mei, case)).to_contain_text(f"{mei.say('Email address')}, {mei.say('partly hidden')}")
    mei.picture("members", "list")
    mei.at(f"/me/about/{case.row.reference}/")
    expect(mei.main).to_contain_text(f"{mei.say('Phone number')}: {mei.say('you did not consent to it')}")


def withdraws(mei: Journey, case: ACase) -> None:
    mei.at("/me/consents/")
    consent = mei.main.get_by_role("article", name=f"travelco: {case.row.purpose}")
    mei.go(consent.get_by_role("link", name=mei.say("Withdraw")).first)
    mei.picture("members", "withdraw")
    mei.press("Withdraw this consent")
    outbox.drain(at=clock.now())
    mei.at("/me/")
    expect(row_of(mei, case)).to_contain_text(mei.say("Ended, and its key destroyed"))
