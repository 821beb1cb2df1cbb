"""Whatever happens in the middle of a filing, nothing that was typed is lost and nothing is done twice."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.models import User
from disclosures.models import Case, clock
from tests import browsing, sign_ins
from tests.browser.look import ALLOWED, Look
from tests.cast import a_world

SAVE = "Save and continue"
REFUSED = re.compile(r"status of 40[39]")
"""What a browser says of a page that is a refusal."""


@pytest.fixture
def look(committed_db, chromium_browser, desk_at) -> Look:
    """A party to a transaction, signed in."""
    a_world(at=clock.now())
    ana = sign_ins.may_sign_in(User.objects.get(name="ana"))
    client = browsing.signed_in(ana)
    session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    return Look(browser=chromium_browser, address=desk_at, cookies=ALLOWED | session)


def press(page, words: str) -> None:
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def begin(page) -> str:
    """A draft that is asked whose data it is."""
    page.goto("/requests/new/")
    page.locator('input[value="transaction_dispute"]').check()
    press(page, "Continue")
    page.locator('input[value="t1"]').check()
    press(page, SAVE)
    return page.url


def test_an_expired_session_two_tabs_the_back_button_and_a_double_click(look):
    """Some seconds: a real browser, once through everything that goes wrong."""
    page = look.page
    whose = begin(page)
    reference = whose.split("/")[4]

    page.locator('[name="names"]').fill("mei")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    press(page, SAVE)
    wrong = look.judge()
    expect(page.get_by_role("main")).to_contain_text("nothing that you typed is lost")
    press(page, "Send it again")
    expect(page.get_by_role("main")).to_contain_text("nothing that you typed is lost")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in (opens in a new tab)").click()
    other = opened.value
    other.locator('input[name="login"]').fill(User.objects.get(name="ana").email)
    other.locator('input[name="password"]').fill(sign_ins.PASSWORD)
    press(other, "Sign in")
    press(page, "Send it again")
    expect(page.get_by_role("heading", level=1)).to_have_text("Please send the form again")
    press(page, "Send it again")
    expect(page.get_by_role("heading", level=1)).to_have_text("What is it needed for?")
    assert [row.named for row in Case.objects.get(reference=reference).named] == ["mei"]

    other.goto(whose)
    page.goto(whose)
    other.locator('[name="names"]').fill("shop")
    press(other, SAVE)
    page.locator('[name="names"]').fill("tom")
    press(page, SAVE)
    wrong += [line for line in look.judge() if not REFUSED.search(line)]
    main = page.get_by_role("main")
    expect(main).to_contain_text("shop")
    expect(main).to_contain_text("tom")
    page.goto(whose)
    page.locator('[name="names"]').fill("mei")
    press(page, SAVE)

    keyboard_alone(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Check your answers")
    with page.expect_navigation():
        page.get_by_role("main").get_by_role("button", name="File this request").dblclick()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your request is filed")
    page.go_back()
    page.wait_for_load_state()
    expect(page.get_by_role("main")).to_contain_text(reference)
    case = Case.objects.get(reference=reference)
    assert (case.status, Case.objects.count()) == ("triage", 1)
    assert not wrong, "\n".join(wrong)


def keyboard_alone(page) -> None:
    """From the purpose to the check by Tab, Space, arrows and Enter."""

    def tab_to(selector: str) -> None:
        for _tab in range(60):
            page.keyboard.press("Tab")
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
        raise AssertionError(f"nobody gets to {selector} by the Tab key")

    def enter() -> None:
        tab_to("main form button:not([name=language])")
        with page.expect_navigation():
            page.keyboard.press("Enter")

    def space(selector: str) -> None:
        tab_to(selector)
        page.keyboard.press("Space")

    space('input[name="purpose"]')
    enter()
    space('input[name="items"]')
    enter()
    space('input[type="radio"]')
    enter()
    space('input[name="ground"]')
    enter()
