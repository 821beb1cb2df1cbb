"""An officer and a party to a transaction file from sign-in to the reference, each question on a page of its own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from accounts.models import User
from disclosures.domain.clocks import local_date
from disclosures.models import Case, clock
from tests import sign_ins
from tests.browser import pictures
from tests.browser.test_every_page import ALLOWED, Look
from tests.cast import a_world

ENGLISH, CHINESE = "en", "zh-hans"
BUTTONS = {CHINESE: "简体中文"}


@pytest.fixture
def filers(committed_db) -> dict[str, str]:
    """Who files, with a password, and the secret of an app where the role needs one; written before the desk starts."""
    a_world(at=clock.now())
    officer, ana = (sign_ins.may_sign_in(User.objects.get(name=name)) for name in ("officer", "ana"))
    return {officer.name: sign_ins.with_app(officer), ana.name: ""}


class Journey:
    """One person's way through the pages, in one language; each page is judged in English."""

    def __init__(
        self, name: str, *, secret: str, language: str, browser, address: str, start: str = "/requests/"
    ) -> None:
        self.language, self.wrong = language, []
        self.look = Look(browser=browser, address=address, cookies=ALLOWED)
        self.page = self.look.page
        self.main = self.page.get_by_role("main")
        self.page.goto(start)
        if language in BUTTONS:
            self._go(self.page.get_by_role("button", name=BUTTONS[language]))
        self.signs_in(name, secret)

    def signs_in(self, name: str, secret: str = "") -> None:
        self.page.locator('input[name="login"]').fill(User.objects.get(name=name).email)
        self.page.locator('input[name="password"]').fill(sign_ins.PASSWORD)
        self.press("Sign in")
        if secret:
            self.fill(code=sign_ins.code_of(secret))
            self.press("Sign in")

    def say(self, words: str) -> str:
        with override(self.language):
            return gettext(words)

    def _go(self, locator) -> None:
        with self.page.expect_navigation():
            locator.click()
        self.look.seen.discard(self.page.url)
        if self.language == ENGLISH:
            self.wrong.extend(self.look.judge())

    def at(self, address: str) -> None:
        self.page.goto(address)
        self.look.seen.discard(self.page.url)
        if self.language == ENGLISH:
            self.wrong.extend(self.look.judge())

    def follow(self, words: str) -> None:
        self._go(self.main.get_by_role("link", name=self.say(words)).first)

    def sees(self, words: str) -> None:
        expect(self.main).to_contain_text(self.say(words))

    def press(self, words: str) -> None:
        self._go(self.main.get_by_role("button", name=self.say(words), exact=True))

    def tick(self, *values: str) -> None:
        for value in values:
            self.page.locator(f'input[value="{value}"]').check()

    def fill(self, **typed: object) -> None:
        for name, value in typed.items():
            self.page.locator(f'[name="{name.replace("__", "-")}"]').fill(str(value))

    def date(self, name: str, day) -> None:
        self.fill(**{f"{name}__day": day.day, f"{name}__month": day.month, f"{name}__year": day.year})

    def picture(self, group: str, step: str) -> None:
        pictures.take(self.page, group, step, self.language)

    def goes_on(self) -> None:
        self.press("Save and continue")

    def heading(self, words: str) -> None:
        expect(self.page.get_by_role("heading", level=1)).to_have_text(self.say(words))


def file_a_paper(officer: Journey) -> None:
    """With a mistake on the way, and a way back."""
    today = local_date(clock.now())
    officer.press("File a new request")
    officer.picture("authorities", "kinds")
    officer.tick("legal_request")
    officer.press("Continue")
    officer.tick("instrument")
    officer.goes_on()
    officer.goes_on()
    expect(officer.page.locator(".govuk-error-summary")).to_be_focused()
    officer.fill(names="mei\nsomebody else")
    officer.goes_on()
    officer.fill(purpose="fraud inquiry")
    officer.goes_on()
    officer.page.go_back()
    officer.heading("What is it needed for?")
    expect(officer.page.locator('[name="purpose"]')).to_have_value("fraud inquiry")
    officer.goes_on()
    officer.tick("court_order")
    officer.fill(number="C-9", statute="CPL 54")
    officer.date("issued_at", today)
    officer.picture("authorities", "paper")
    officer.goes_on()
    officer.tick("contact.phone", "access.ip_address")
    officer.goes_on()
    officer.goes_on()
    officer.date("begins", today - timedelta(days=9))
    officer.date("ends", today)
    officer.goes_on()
    officer.tick("contact.phone", "access.ip_address")
    officer.goes_on()
    officer.tick("yes")
    officer.goes_on()
    officer.heading("Check your answers")
    officer.picture("authorities", "check")
    officer.press("File this request")
    officer.heading("Your request is filed")
    officer.picture("authorities", "filed")


def file_a_dispute(party: Journey) -> None:
    """With a change after the check."""
    party.press("File a new request")
    party.tick("transaction_dispute")
    party.press("Continue")
    party.tick("t1")
    party.goes_on()
    party.fill(names="mei")
    party.goes_on()
    party.tick("dispute")
    party.picture("parties", "purpose")
    party.goes_on()
    party.tick("contact.phone")
    party.goes_on()
    party.goes_on()
    party.tick("contract_necessity")
    party.goes_on()
    party.heading("Check your answers")
    party.picture("parties", "check")
    party._go(party.main.locator('a[href*="/ask/purpose/"]'))
    party.tick("complete")
    party.goes_on()
    party.press("File this request")
    party.heading("Your request is filed")


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_from_sign_in_to_the_reference_and_on_to_following_it(language, filers, chromium_browser, desk_at):
    for (name, secret), walk in zip(filers.items(), (file_a_paper, file_a_dispute), strict=True):
        journey = Journey(name, secret=secret, language=language, browser=chromium_browser, address=desk_at)
        walk(journey)
        case = Case.objects.get(filed_by__name=name)
        expect(journey.main).to_contain_text(case.reference)
        journey._go(journey.main.get_by_role("link", name=journey.say("Follow this request")))
        expect(journey.page.locator(".pc-identity")).to_contain_text(journey.say("Received"))
        journey.picture("parties" if name == "ana" else "authorities", "status")
        assert case.status == "triage"
        assert not journey.wrong, "\n".join(journey.wrong)
        assert journey.look.said == []
