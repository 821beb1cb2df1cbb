"""A member allows the one cookie, agrees, gives and withdraws a consent, then refuses cookies and still reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import MemberRecord, Organisation
from tests.sign_ins import PASSWORD, a_person


def heading(page, words):
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def press(page, words):
    page.get_by_role("main").get_by_role("button", name=words, exact=True).click()


@pytest.fixture
def member(committed_db):
    """Known by the platform, and has agreed to nothing yet."""
    user = a_person("mei")
    user.role_assignments.create(role="member")
    MemberRecord.objects.create(subject=user, username="mei")
    Organisation.objects.create(name="travelco", kind="company")
    return user


def sign_in(page, member):
    page.get_by_role("banner").get_by_role("link", name="Sign in").click()
    heading(page, "Signing in needs a cookie")
    press(page, "Allow the necessary cookie")
    page.locator('input[name="login"]').fill(member.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    press(page, "Sign in")


def give_a_consent(page):
    page.get_by_role("main").get_by_role("button", name="Give a consent").click()
    heading(page, "Who may have your data?")
    press(page, "Continue")
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_label("An organisation").check()
    page.get_by_label("Name").fill("travelco")
    press(page, "Continue")
    page.get_by_label("Purpose").fill("holiday offers")
    press(page, "Continue")
    page.get_by_label("Email address").check()
    press(page, "Continue")
    page.get_by_label("Partly hidden").check()
    press(page, "Continue")
    page.get_by_label("30 days").check()
    press(page, "Continue")
    heading(page, "Check your consent")
    press(page, "Give this consent")
    heading(page, "Receipt for your consent")


def test_a_member_agrees_consents_withdraws_refuses_cookies_and_still_reads(member, page):
    assert page.context.cookies() == []
    sign_in(page, member)
    heading(page, "Accept the current terms")
    page.get_by_role("link", name="Read Privacy policy").click()
    heading(page, "Privacy policy")
    page.go_back()
    press(page, "I agree to both")
    heading(page, "Your data and others")
    page.get_by_role("link", name="Consents").click()
    heading(page, "Your consents")

    give_a_consent(page)
    expect(page.get_by_role("main")).to_contain_text("Email address, partly hidden")
    page.get_by_role("link", name="Withdraw this consent").click()
    expect(page.get_by_role("main")).to_contain_text("What happens when you withdraw it")
    press(page, "Withdraw this consent")
    expect(page.get_by_role("main")).to_contain_text("You withdrew the consent")
    expect(page.get_by_role("main")).to_contain_text("Withdrawn 20")
    page.get_by_role("main").get_by_role("link", name="What you agreed to").click()
    expect(page.get_by_role("main")).to_contain_text("On a page of the desk")

    page.get_by_role("contentinfo").get_by_role("link", name="Cookies").click()
    press(page, "No cookies at all")
    expect(page.get_by_role("main")).to_contain_text("Nothing is stored in your browser")
    assert page.context.cookies() == []
    page.get_by_role("contentinfo").get_by_role("link", name="Privacy policy and agreement").click()
    page.get_by_role("link", name="Read version 1, which applies now").first.click()
    heading(page, "Privacy policy")
    expect(page.get_by_role("banner").get_by_role("link", name="Sign in")).to_be_visible()
    assert page.context.cookies() == []


def test_without_a_script_a_member_gives_a_consent_too(member, desk_at, chromium_browser):
    context = chromium_browser.new_context(base_url=desk_at, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    sign_in(page, member)
    press(page, "I agree to both")
    page.get_by_role("link", name="Consents").click()
    page.get_by_role("main").get_by_role("button", name="Give a consent").click()
    page.get_by_label("A person").check()
    page.get_by_label("Name").fill("Aunt Hua")
    press(page, "Continue")
    page.get_by_label("Purpose").fill("a family album")
    press(page, "Continue")
    page.get_by_label("What partners told us").check()
    press(page, "Continue")
    page.get_by_label("90 days").check()
    press(page, "Continue")
    press(page, "Give this consent")
    heading(page, "Receipt for your consent")
    context.close()


@pytest.mark.screen
@pytest.mark.parametrize("width", [320, 1280])
def test_no_page_of_these_scrolls_sideways(member, page, width):
    page.set_viewport_size({"width": width, "height": 640})
    paths = ["/policy/", "/policy/privacy_policy/", "/policy/service_agreement/?lang=zh-hans", "/cookies/"]
    sign_in(page, member)
    press(page, "I agree to both")
    for path in [*paths, "/me/agreement/", "/me/consents/", "/me/consents/give/", "/me/preferences/"]:
        page.goto(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
