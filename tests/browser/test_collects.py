"""A party to a transaction comes by the link in the mail, and reads the one value that they press."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from accounts.models import User
from disclosures import outbox
from disclosures.delivery import opening
from disclosures.models import Release, clock
from tests import sign_ins
from tests.browser import pictures
from tests.browser.test_every_page import ALLOWED, Look
from tests.cast import a_case, a_world

LEFT = {"en": "49 are left", "zh-hans": "剩余 49 次"}
LINK = re.compile(r"^https?://[^/]+(/received/\S+)$", flags=re.MULTILINE)


@pytest.fixture
def phone(committed_db) -> str:
    """The number that one party is given of the other; sealed before the desk starts, under the keys that it reads."""
    with outbox.inline():
        case = a_case("transaction_dispute", world=a_world(at=clock.now() - timedelta(days=8))).released()
    (subject,) = opening.unsealed(case.release)["subjects"]
    return subject["items"]["contact.phone"]["values"][0]["value"]


@pytest.mark.parametrize("language", LEFT)
def test_from_the_link_in_the_mail_to_the_value_that_is_pressed(language, phone, chromium_browser, desk_at):
    ana = sign_ins.may_sign_in(User.objects.get(name="ana"))
    (link,) = {link for letter in mail.outbox if letter.to == [ana.email] for link in LINK.findall(letter.body)}
    look = Look(browser=chromium_browser, address=desk_at, cookies=ALLOWED)
    page, wrong = look.page, []
    main = page.get_by_role("main")

    def press(words: str) -> None:
        with page.expect_navigation():
            main.get_by_role("button", name=words, exact=True).click()
        look.seen.discard(page.url)
        wrong.extend(look.judge() if language == "en" else [])

    def picture(step: str) -> None:
        pictures.take(page, "parties", step, language)

    page.goto(link)
    if language != "en":
        page.get_by_role("banner").get_by_text("简体中文").click()
    page.locator('input[name="login"]').fill(ana.email)
    page.locator('input[name="password"]').fill(sign_ins.PASSWORD)
    with translation.override(language):
        press(_("Sign in"))
        press(_("Send me the code"))
        outbox.drain(at=clock.now())
        picture("code")
        page.locator('input[name="code"]').fill("BBBB-BBBB")
        press(_("Continue"))
        expect(page.locator(".govuk-error-summary")).to_be_focused()
        page.locator('input[name="code"]').fill(sign_ins.code_in_mail())
        press(_("Continue"))
        picture("limits")
        press(_("I accept the limits of use"))
        picture("hidden")
        expect(main).not_to_contain_text(phone)
        press(f"{_('Show')} {_('Phone number')}")
        expect(main).to_contain_text(phone)
        expect(main).to_contain_text(LEFT[language])
    assert Release.objects.get().grant.openings == 1
    assert not wrong, "\n".join(wrong)
