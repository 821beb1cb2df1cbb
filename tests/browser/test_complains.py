"""A complainant files, and the one complained about answers: from sign-in to the last page, in both languages."""

from __future__ import annotations

import re

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import expect

from accounts.models import User
from disclosures import outbox
from disclosures.models import Complaint, Evidence, Grievance, clock
from tests import sign_ins
from tests.browser import pictures
from tests.browser.test_every_page import ALLOWED, Look
from tests.cast import a_world
from tests.evidence import files

ENGLISH, CHINESE = "en", "zh-hans"
ADDRESS = "https://market.example/9"


@pytest.fixture
def sides(committed_db) -> None:
    """Both sides, with a password; written before the desk starts."""
    a_world(at=clock.now())
    Complaint.objects.all().delete()
    for name in ("nora", "shop"):
        sign_ins.may_sign_in(User.objects.get(name=name))


class Side:
    """One side's way through the pages, in one language; each page is judged in English."""

    def __init__(self, name: str, *, at: str, language: str, browser, address: str) -> None:
        self.language, self.wrong, self.judged = language, [], set[str]()
        self.look = Look(browser=browser, address=address, cookies=ALLOWED)
        self.page = self.look.page
        self.main = self.page.get_by_role("main")
        self.page.goto(at)
        if language == CHINESE:
            self.go(self.page.get_by_role("button", name="简体中文"))
        self.page.locator('input[name="login"]').fill(User.objects.get(name=name).email)
        self.page.locator('input[name="password"]').fill(sign_ins.PASSWORD)
        self.press("Sign in")

    def say(self, words: str) -> str:
        with override(self.language):
            return gettext(words)

    def go(self, locator) -> None:
        with self.page.expect_navigation():
            locator.click()
        if self.language == ENGLISH and self._is_new():
            self.wrong.extend(self.look.judge())

    def _is_new(self) -> bool:
        """A page as it was not judged before: with an error it is another one."""
        error = self.page.locator(".govuk-error-summary").count()
        page = f"{self.page.url}{self.page.title()}{error}"
        is_new = page not in self.judged
        self.judged.add(page)
        return is_new

    def press(self, words: str) -> None:
        self.go(self.main.get_by_role("button", name=self.say(words), exact=True))

    def follow(self, words: str) -> None:
        self.go(self.main.get_by_role("link", name=self.say(words), exact=True))

    def fill(self, **typed: str) -> None:
        for name, value in typed.items():
            self.page.locator(f'[name="{name}"]').fill(value)

    def tick(self, *values: str) -> None:
        for value in values:
            self.page.locator(f'input[value="{value}"]').check()

    def check(self, *names: str) -> None:
        for name in names:
            self.page.locator(f'input[name="{name}"]').check()

    def goes_on(self) -> None:
        self.press("Save and continue")

    def shows(self, words: str) -> None:
        expect(self.main).to_contain_text(self.say(words))

    def picture(self, step: str) -> None:
        pictures.take(self.page, "complainants", step, self.language)

    def is_well(self) -> None:
        assert not self.wrong, "\n".join(self.wrong)
        assert self.look.said == []


def register_a_right(nora: Side) -> None:
    """With a mistake, and the proof's file."""
    nora.follow("Your rights")
    nora.go(nora.main.get_by_role("button", name=nora.say("Register a right")))
    nora.tick("design")
    nora.press("Register and send the proof")
    expect(nora.page.locator(".govuk-error-summary")).to_be_focused()
    nora.fill(number="D-7", office="EUIPO", territory="EU", proof="certificate")
    for name, year in (("valid_from", "2020"), ("valid_until", "2090")):
        nora.fill(**{f"{name}-day": "1", f"{name}-month": "1", f"{name}-year": year})
    nora.press("Register and send the proof")
    enclose(nora, "certificate.pdf", files.pdf())
    nora.picture("proof")
    nora.go(nora.main.get_by_role("button", name=nora.say("Continue"), exact=True))
    nora.shows("Being checked: you can use it already")


def enclose(side: Side, name: str, content: bytes) -> None:
    side.page.locator('input[type="file"]').set_input_files({"name": name, "mimeType": "", "buffer": content})
    side.press("Send this file")


def write_a_complaint(nora: Side) -> None:
    """Task by task, with a wrong address and a file that is refused."""
    nora.page.goto("/complaints/")
    nora.press("Start a complaint")
    nora.follow("About you")
    nora.check("confirmed")
    nora.goes_on()
    nora.follow("The right")
    nora.main.get_by_role("radio").first.check()
    nora.goes_on()
    nora.follow("What infringes it")
    nora.fill(listings="market.example", statement="it copies our mark")
    nora.goes_on()
    expect(nora.page.locator(".govuk-error-summary")).to_be_focused()
    expect(nora.page.locator('[name="statement"]')).to_have_value("it copies our mark")
    nora.fill(listings=ADDRESS)
    nora.goes_on()
    nora.follow("Evidence files")
    enclose(nora, "shot.png", files.png())
    enclose(nora, "locked.pdf", files.pdf(password="x"))
    expect(nora.page.locator(".govuk-error-summary")).to_be_focused()
    expect(nora.main).to_contain_text("shot.png")
    nora.press("These are all: continue")
    nora.picture("tasks")
    nora.follow("Your details and the one you complain about")
    nora.fill(against="shop")
    nora.tick("no")
    nora.picture("preview")
    expect(nora.main).to_contain_text("it copies our mark")
    nora.goes_on()
    nora.follow("Declarations")
    nora.check("in_good_faith", "is_true")
    nora.goes_on()
    nora.go(nora.main.get_by_role("button", name=nora.say("Check your answers"), exact=True))
    nora.picture("check")
    nora.press("File this complaint")
    nora.shows("Your complaint is filed")
    nora.picture("filed")


def answer_it(shop: Side) -> None:
    """A counter-statement that the complainant may read, and the wish to know who complains."""
    expect(shop.main).to_contain_text(ADDRESS)
    expect(shop.main).not_to_contain_text("it copies our mark")
    shop.go(shop.main.get_by_role("button", name=shop.say("Write a counter-statement"), exact=True))
    shop.fill(statement="it is my own photograph")
    shop.press("Write a counter-statement")
    shop.go(shop.main.get_by_role("button", name=shop.say("Let the complainant read it"), exact=True))
    shop.press("Let the complainant read it")
    shop.go(shop.main.get_by_role("button", name=shop.say("Ask for the complainant's details"), exact=True))
    shop.tick("contact.email")
    shop.press("Ask for the complainant's details")
    shop.shows("Nothing of the complainant was given to you.")
    expect(shop.main).not_to_contain_text("nora")


def end_it(nora: Side) -> None:
    """The answer is read, the details are passed on at request, and the complaint is withdrawn."""
    nora.page.reload()
    expect(nora.main).to_contain_text("it is my own photograph")
    nora.picture("answered")
    nora.follow("Ask that my details be passed on")
    nora.tick("contact.phone")
    nora.press("Ask that my details be passed on")
    nora.follow("Give word of a suit")
    nora.press("Give word of a suit")
    nora.follow("Withdraw this complaint")
    nora.press("Withdraw this complaint")
    expect(nora.page.locator(".pc-identity")).to_contain_text(nora.say("Closed"))


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_both_sides_from_sign_in_to_the_end(language, sides, chromium_browser, desk_at):
    start = chromium_browser.new_page(base_url=desk_at)
    start.goto("/complain/")
    expect(start.get_by_role("main")).to_contain_text("Yours may go to the person you complain about")
    nora = Side("nora", at="/complaints/", language=language, browser=chromium_browser, address=desk_at)
    register_a_right(nora)
    write_a_complaint(nora)
    complaint = Complaint.objects.get()
    nora.follow("Follow this complaint")
    at = f"/me/complaints/{complaint.reference}/"
    shop = Side("shop", at=at, language=language, browser=chromium_browser, address=desk_at)
    answer_it(shop)
    end_it(nora)
    outbox.drain(at=clock.now())
    complaint.refresh_from_db()
    assert (complaint.respondent.name, complaint.pass_on) == ("shop", ["contact.phone"])
    assert complaint.withdrawn_at is not None
    assert Evidence.objects.filter(box__complaint=complaint).count() == 1
    for side in (nora, shop):
        side.is_well()


@pytest.mark.screen
def test_without_javascript_the_tasks_lead_to_the_same_complaint(sides, chromium_browser, desk_at):
    page = _signed_in(chromium_browser, desk_at, java_script_enabled=False)
    _press(page, "Start a complaint")
    for task, act in TASKS:
        page.get_by_role("link", name=task, exact=True).click()
        act(page)
    page.get_by_role("button", name="Check your answers").click()
    _press(page, "File this complaint")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your complaint is filed")
    assert Complaint.objects.get().listings == [ADDRESS]


def _signed_in(browser, address: str, **words):
    context = browser.new_context(base_url=address, **words)
    context.add_cookies([{"name": key, "value": said, "url": address} for key, said in ALLOWED.items()])
    page = context.new_page()
    page.goto("/complaints/")
    page.locator('input[name="login"]').fill(User.objects.get(name="nora").email)
    page.locator('input[name="password"]').fill(sign_ins.PASSWORD)
    _press(page, "Sign in")
    return page


def _press(page, words: str) -> None:
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def _about_you(page) -> None:
    page.locator('[name="confirmed"]').check()
    _press(page, "Save and continue")


def _right(page) -> None:
    page.get_by_role("radio").first.check()
    _press(page, "Save and continue")


def _listings(page) -> None:
    page.locator('[name="listings"]').fill(ADDRESS)
    page.locator('[name="statement"]').fill("it copies our mark")
    _press(page, "Save and continue")


def _evidence(page) -> None:
    page.locator('input[type="file"]').set_input_files({"name": "a.png", "mimeType": "", "buffer": files.png()})
    _press(page, "Send this file")
    _press(page, "These are all: continue")


def _details(page) -> None:
    page.locator('[name="against"]').fill("shop")
    page.locator('input[value="no"]').check()
    _press(page, "Save and continue")


def _declarations(page) -> None:
    for name in ("in_good_faith", "is_true"):
        page.locator(f'[name="{name}"]').check()
    _press(page, "Save and continue")


TASKS = (
    ("About you", _about_you),
    ("The right", _right),
    ("What infringes it", _listings),
    ("Evidence files", _evidence),
    ("Your details and the one you complain about", _details),
    ("Declarations", _declarations),
)


class Keys:
    """Somebody who has no mouse: every place is reached by the tabulator, and pressed."""

    MOST = 80

    def __init__(self, page) -> None:
        self.page = page

    def to(self, *, words: str = "", name: str = "") -> None:
        for _ in range(self.MOST):
            self.page.keyboard.press("Tab")
            there = self.page.evaluate(
                "[document.activeElement.name || '', document.activeElement.textContent.trim().replace(/\\s+/g, ' ')]"
            )
            if (name and there[0] == name) or (words and there[1] == words):
                return
        raise AssertionError(f"no way by keys to {words or name}")

    def press(self, words: str) -> None:
        self.to(words=words)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def tick(self, *names: str) -> None:
        for name in names:
            self.to(name=name)
            self.page.keyboard.press("Space")

    def type(self, **typed: str) -> None:
        for name, words in typed.items():
            self.to(name=name)
            self.page.keyboard.type(words)


@pytest.mark.screen
def test_by_keyboard_alone_every_task_is_done_and_filed(sides, chromium_browser, desk_at):
    page = _signed_in(chromium_browser, desk_at)
    keys = Keys(page)
    keys.press("Start a complaint")
    for task, act in (
        ("About you", lambda: keys.tick("confirmed")),
        ("The right", lambda: keys.tick("right")),
        ("What infringes it", lambda: keys.type(listings=ADDRESS, statement="it copies our mark")),
        ("Your details and the one you complain about", lambda: (keys.type(against="shop"), keys.tick("pass_on"))),
        ("Declarations", lambda: keys.tick("in_good_faith", "is_true")),
    ):
        keys.press(task)
        act()
        keys.press("Save and continue")
    keys.press("Evidence files")
    keys.press("I have no files: continue")
    keys.press("Check your answers")
    keys.press("File this complaint")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your complaint is filed")
    assert re.fullmatch(r".*/complaints/IC-[^/]+/filed/", page.url)
    assert Grievance.objects.get().complaint == Complaint.objects.get()
