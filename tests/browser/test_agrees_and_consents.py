"""A member allows the one cookie, agrees, gives and withdraws a consent, then refuses cookies and still reads."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from accounts.models import MemberRecord, Organisation, User
from tests import sign_ins
from tests.browser.journey import Journey

BROWSERS = {"en": "en-US", "zh-hans": "zh-CN"}
"""Who allows the necessary cookie only is spoken to in the language of their browser."""


@pytest.fixture
def member(committed_db) -> User:
    """Known by the platform, and has agreed to nothing yet."""
    user = sign_ins.a_person("mei")
    user.role_assignments.create(role="member")
    MemberRecord.objects.create(subject=user, username="mei")
    Organisation.objects.create(name="travelco", kind="company")
    return user


def test_a_member_agrees_consents_withdraws_refuses_cookies_and_still_reads(member, language, journeys):
    mei = journeys(cookies={}, locale=BROWSERS[language])
    agrees(mei, member)
    gives_a_consent(mei)
    withdraws_it(mei)
    refuses_cookies(mei)


def agrees(mei: Journey, member: User) -> None:
    mei.at("/")
    assert mei.page.context.cookies() == []
    mei.go(mei.page.get_by_role("banner").get_by_role("link", name=mei.say("Sign in")))
    mei.heading("Signing in needs a cookie")
    mei.press("Allow the necessary cookie")
    mei.signs_in(member.name)
    mei.heading("Accept the current terms")
    mei.go(mei.main.locator('a[href^="/policy/privacy_policy/"]').first)
    mei.heading("Privacy policy")
    mei.page.go_back()
    mei.press("I agree to both")
    mei.heading("Your data and others")


def gives_a_consent(mei: Journey) -> None:
    """With a mistake on the way."""
    mei.at("/me/consents/")
    mei.heading("Your consents")
    mei.press("Give a consent")
    mei.heading("Who may have your data?")
    mei.press("Continue")
    mei.is_refused()
    mei.tick("organisation")
    mei.fill(recipient="travelco")
    mei.press("Continue")
    mei.fill(purpose="holiday offers")
    mei.press("Continue")
    mei.tick("contact.email")
    mei.press("Continue")
    mei.tick("masked")
    mei.press("Continue")
    mei.tick("30")
    mei.press("Continue")
    mei.heading("Check your consent")
    mei.press("Give this consent")
    mei.heading("Receipt for your consent")


def withdraws_it(mei: Journey) -> None:
    mei.follow("Withdraw this consent")
    mei.sees("What happens when you withdraw it")
    mei.press("Withdraw this consent")
    mei.sees("What you agreed to")
    mei.follow("What you agreed to")
    mei.sees("On a page of the desk")


def refuses_cookies(mei: Journey) -> None:
    """What applies to everybody is read without any."""
    mei.at("/cookies/")
    mei.press("No cookies at all")
    mei.at("/policy/")
    mei.go(mei.main.locator('a[href="/policy/privacy_policy/1/"]').first)
    expect(mei.page.get_by_role("banner").locator('a[href*="/account/login/"]')).to_be_visible()
    assert mei.page.context.cookies() == []
