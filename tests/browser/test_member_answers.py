"""A member answers a question for consent partly, sees the row live, withdraws, sees it ended; in both languages."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from disclosures import outbox
from disclosures.actions import relays
from disclosures.models import Complaint, clock
from tests import browsing
from tests.browser import pictures
from tests.browser.test_every_page import ALLOWED, Look
from tests.cast import a_case, a_world


@pytest.fixture
def questions(committed_db):
    """Two that ask mei for a consent, and an announced release of hers."""
    with outbox.inline():
        world = a_world(at=clock.now() - timedelta(minutes=1))
        Complaint.objects.update(listings=["https://market.example/items/9"])
        asked = a_case("transaction_dispute", world=world, asks=["contact.phone"]).submitted()
        relays.send(case=asked.row, text="is the parcel on its way?", by=asked.user("ana"), at=asked.at)
        a_case(
            "transaction_dispute", world=world, asks=["contact.phone", "contact.email"]
        ).submitted().accepted().signed()
        return {
            language: a_case("consent", world=world, purpose=purpose).submitted().accepted()
            for language, purpose in (("en", "a survey"), ("zh-hans", "a raffle"))
        }


@pytest.fixture
def look_of(questions, chromium_browser, desk_at):
    """The browser of somebody who is signed in."""

    def look(name: str) -> Look:
        client = browsing.signed_in(questions["en"].user(name))
        session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
        return Look(browser=chromium_browser, address=desk_at, cookies=ALLOWED | session)

    return look


class Walk:
    """Somebody at the pages: every page that is shown is judged."""

    def __init__(self, look: Look) -> None:
        self.look, self.page, self.wrong = look, look.page, []
        self.main = self.page.get_by_role("main")

    def at(self, address: str) -> None:
        self.page.goto(address)
        self.judge()

    def judge(self) -> None:
        self.wrong.extend(self.look.judge())

    def picture(self, group: str, step: str) -> None:
        pictures.take(self.page, group, step, translation.get_language() or "en")

    def press(self, words: str) -> None:
        with self.page.expect_navigation():
            self.main.get_by_role("button", name=words, exact=True).click()
        self.judge()

    def follow(self, place, words: str) -> None:
        with self.page.expect_navigation():
            place.get_by_role("link", name=words).first.click()
        self.judge()

    def choose(self, group: str, words: str) -> None:
        self.main.get_by_role("group", name=group).get_by_label(capfirst(words), exact=True).check()


def test_from_the_question_to_the_end_of_what_was_granted(questions, look_of):
    """Some seconds: a real browser walks the whole way twice."""
    walk = Walk(look_of("mei"))
    for language, case in questions.items():
        walk.page.goto("/me/")
        walk.page.get_by_role("banner").get_by_text("简体中文" if language == "zh-hans" else "English").click()
        with translation.override(language):
            answered_and_withdrawn(walk, case)
    assert not walk.wrong, "\n".join(walk.wrong)


def answered_and_withdrawn(walk: Walk, case) -> None:
    address = f"/me/about/{case.row.reference}/"
    walk.at("/me/")
    with walk.page.expect_navigation():
        walk.main.locator(f'a[href="{address}"]').click()
    walk.judge()
    walk.press(_("Answer the request"))
    walk.press(_("Continue"))
    expect(walk.page.locator(".govuk-error-summary")).to_be_focused()
    walk.choose(_("Legal name"), _("in full"))
    walk.choose(_("Email address"), _("partly hidden"))
    walk.choose(_("Phone number"), _("nothing"))
    walk.main.get_by_label(_("30 days"), exact=True).check()
    walk.picture("members", "answer")
    walk.press(_("Continue"))
    expect(walk.main).to_contain_text(
        _("You can withdraw it at any time. What is open under it then closes within a minute.")
    )
    walk.picture("members", "effect")
    walk.press(_("Give this answer"))

    case.stage.at = clock.now()
    with outbox.inline():
        case.signed().worked()
    walk.at("/me/")
    row = walk.main.get_by_role("row").filter(has=walk.page.locator(f'a[href="{address}"]'))
    expect(row).to_contain_text(_("Can be opened"))
    expect(row).to_contain_text(f"{_('Email address')}, {_('partly hidden')}")
    walk.picture("members", "list")
    walk.at(address)
    expect(walk.main).to_contain_text(f"{_('Phone number')}: {_('you did not consent to it')}")

    walk.at("/me/consents/")
    walk.follow(walk.main.get_by_role("article", name=f"travelco: {case.row.purpose}"), _("Withdraw"))
    walk.picture("members", "withdraw")
    walk.press(_("Withdraw this consent"))
    outbox.drain(at=clock.now())
    walk.at("/me/")
    expect(row).to_contain_text(_("Ended, and its key destroyed"))
    walk.at("/me/record/")


@pytest.mark.screen
def test_pages_of_who_objects_and_who_is_complained_about_can_be_used_on_a_phone(questions, look_of):
    """Some seconds, for the same reason."""
    walk = Walk(look_of("mei"))
    walk.at("/me/")
    walk.follow(walk.main, "A disclosure is planned; you may object")
    case = walk.page.url
    walk.press("Offer another way to reach you")
    walk.press("Offer this way")
    walk.at(case)
    walk.press("Object to this disclosure")
    walk.press("Object")
    walk.page.get_by_label("Why do you object?").fill("we settled it")
    walk.press("Object")
    expect(walk.main).to_contain_text("Being decided. Nothing leaves before.")
    walk.at("/me/")
    walk.follow(walk.main, "The other side of a transaction wrote to you through the desk")
    walk.press("Pass this answer on")
    walk.page.get_by_label("Your answer").fill("it left on Monday")
    walk.press("Pass this answer on")
    walk.at("/me/misuse/")
    walk.press("Send the report")

    shop = Walk(look_of("shop"))
    shop.at("/me/")
    shop.follow(shop.main, "A complaint names one of your listings")
    shop.press("Ask for the complainant's details")
    shop.press("Ask for the complainant's details")
    shop.page.get_by_label("Legal name").check()
    shop.press("Ask for the complainant's details")
    shop.press("Write a counter-statement")
    shop.page.get_by_label("Your counter-statement").fill("it is my own photograph")
    shop.press("Write a counter-statement")
    shop.press("Let the complainant read it")
    shop.press("Let the complainant read it")
    expect(shop.main).to_contain_text("The 15 days have begun.")
    assert not [*walk.wrong, *shop.wrong], "\n".join([*walk.wrong, *shop.wrong])
