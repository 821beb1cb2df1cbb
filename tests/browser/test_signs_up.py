"""Somebody signs up, proves the address by the mail on disk, adds a second factor, and signs in with it."""

import pytest
from playwright.sync_api import expect

from tests.sign_ins import PASSWORD, code_of

ADDRESS = "nora@nordlys.example"


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page, words):
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


def test_signs_up_adds_a_second_factor_and_signs_in_with_it(page, code_in_mail):
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    heading(page, "Signing in needs a cookie")
    assert page.context.cookies() == []
    press(page, "Allow the necessary cookie")
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill("short")
    press(page, "Send me the code")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    expect(page.get_by_label("E-mail address")).to_have_value(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Show password").click()
    expect(page.get_by_label("Password", exact=True)).to_have_attribute("type", "text")
    press(page, "Send me the code")

    heading(page, "Type the code from the mail")
    page.get_by_label("Code").fill(code_in_mail(ADDRESS))
    press(page, "Continue")

    heading(page, "Your account")
    page.get_by_role("link", name="Add your second factor").click()
    page.get_by_role("link", name="Set up an authenticator app").click()
    secret = page.locator("#totp-secret").inner_text()
    expect(page.locator("svg.pc-qr")).to_be_visible()
    page.get_by_label("Authenticator code").fill(code_of(secret))
    press(page, "Set it up")
    heading(page, "Recovery codes")
    expect(page.locator(".pc-codes li")).to_have_count(10)

    page.get_by_role("button", name="Sign out").click()
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")
    heading(page, "Your second factor")
    page.get_by_label("Code").fill(code_of(secret, later=1))
    press(page, "Sign in")
    heading(page, "Your account")
    expect(page.get_by_role("banner")).to_contain_text(ADDRESS)


def test_a_passkey_is_added_and_opens_the_account_by_itself(page, code_in_mail):
    devices = page.context.new_cdp_session(page)
    devices.send("WebAuthn.enable")
    device = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    devices.send("WebAuthn.addVirtualAuthenticator", {"options": device})
    page.goto("/account/signup/")
    press(page, "Allow the necessary cookie")
    page.get_by_label("E-mail address").fill(ADDRESS)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Send me the code")
    page.get_by_label("Code").fill(code_in_mail(ADDRESS))
    press(page, "Continue")
    page.goto("/account/2fa/webauthn/add/")
    page.get_by_label("Let it sign me in by itself").check()
    press(page, "Add it")
    heading(page, "Recovery codes")
    page.get_by_role("button", name="Sign out").click()
    page.goto("/account/login/")
    press(page, "Sign in with a passkey")
    heading(page, "Your account")


@pytest.mark.screen
def test_every_page_before_signing_in_works_by_keyboard_and_in_chinese(page):
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
    page.get_by_role("button", name="简体中文").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-hans")
    assert page.context.cookies() == []


@pytest.mark.screen
def test_a_phone_shows_every_page_without_scrolling_sideways(page):
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto("/account/login/")
    press(page, "Allow the necessary cookie")
    for path in ("/", "/account/login/", "/account/signup/", "/account/password/reset/", "/mails/"):
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
