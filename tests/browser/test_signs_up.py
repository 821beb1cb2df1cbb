"""Somebody signs up, proves the address by the mail on disk, adds a second factor, and signs in with it."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.journey import Journey
from tests.browser.look import Look
from tests.sign_ins import PASSWORD, code_of

ADDRESS = "nora@nordlys.example"


def test_signs_up_adds_a_second_factor_and_signs_in_with_it(journeys, code_in_mail):
    nora = journeys()
    nora.begins("/account/login/")
    signs_up(nora, code_in_mail)
    secret = adds_an_app(nora)
    nora.go(nora.page.get_by_role("button", name=nora.say("Sign out")))
    nora.at("/account/login/")
    nora.fill(login=ADDRESS, password=PASSWORD)
    nora.press("Sign in")
    nora.heading("Your second factor")
    nora.fill(code=code_of(secret, later=1))
    nora.press("Sign in")
    nora.heading("Your account")
    expect(nora.page.get_by_role("banner")).to_contain_text(ADDRESS)


def signs_up(nora: Journey, code_in_mail) -> None:
    """With a password that is too short."""
    nora.follow("Create an account")
    nora.fill(email=ADDRESS, password1="short")
    nora.press("Send me the code")
    nora.is_refused()
    expect(nora.page.locator('[name="email"]')).to_have_value(ADDRESS)
    nora.fill(password1=PASSWORD)
    nora.press("Send me the code")
    nora.heading("Type the code from the mail")
    nora.fill(code=code_in_mail(ADDRESS))
    nora.press("Continue")
    nora.heading("Your account")


def adds_an_app(nora: Journey) -> str:
    """Returns what is in it."""
    nora.at("/account/2fa/")
    nora.go(nora.main.locator('a[href$="/totp/activate/"]'))
    secret = nora.page.locator("#totp-secret").inner_text()
    expect(nora.page.locator("svg.pc-qr")).to_be_visible()
    nora.fill(code=code_of(secret))
    nora.press("Set it up")
    nora.heading("Recovery codes")
    expect(nora.page.locator(".pc-codes li")).to_have_count(10)
    return secret


@pytest.fixture
def page(chromium_browser, desk_at):
    """A browser whose console says nothing to the end."""
    look = Look(browser=chromium_browser, address=desk_at)
    yield look.page
    assert look.said == []


def test_a_passkey_is_added_and_opens_the_account_by_itself(page, code_in_mail):
    main = page.get_by_role("main")

    def press(words: str) -> None:
        main.get_by_role("button", name=words, exact=True).click()

    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto("/account/signup/")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Show password").click()
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    press("Send me the code")
    page.get_by_label("Code").fill(code_in_mail(ADDRESS))
    press("Continue")
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Let it sign me in by itself").check()
    press("Add it")
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    press("Sign in with a passkey")
    expect(page.get_by_role("heading", level=1)).to_have_text("Your account")
