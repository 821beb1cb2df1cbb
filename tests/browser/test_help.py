"""Who works at or for the desk comes to their help from any page, in both languages; its pictures are taken here."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from playwright.sync_api import expect

from disclosures import outbox
from disclosures.models import clock
from tests import browsing
from tests.browser import pictures
from tests.browser.test_every_page import ALLOWED, Look
from tests.cast import a_case, a_world


@pytest.fixture
def case(committed_db):
    """One in review, and one that was released under an engagement that ended."""
    with outbox.inline():
        world = a_world(at=clock.now() - timedelta(minutes=1))
        a_case("service_provision", world=world).released()
        return a_case("transaction_dispute", world=world).submitted().accepted()


def walks(case) -> dict[tuple[str, str], dict[str, str]]:
    """By who and group: the pages whose pictures their help shows, and that no other journey takes."""
    at = f"/staff/cases/{case.row.reference}/"
    return {
        ("reviewer.rui", "staff"): {
            "today": "/staff/",
            "case": at,
            "facts": f"{at}facts/",
            "scope": f"{at}scope/",
            "preview": f"{at}preview/",
            "signatures": f"{at}signatures/",
        },
        ("kai", "partners"): {},
        ("auditor.an", "auditors"): {
            "exceptions": "/audit/exceptions/",
        },
    }


@pytest.mark.screen
def test_help_is_one_press_away_and_shows_the_pages_that_it_speaks_of(case, chromium_browser, desk_at):
    """Some seconds: a real browser, in two languages."""
    wrong = []
    for (name, group), pages in walks(case).items():
        client = browsing.signed_in(case.user(name))
        session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
        look = Look(browser=chromium_browser, address=desk_at, cookies=ALLOWED | session)
        for language, button in {"en": "English", "zh-hans": "简体中文"}.items():
            look.page.goto("/cookies/")
            look.page.get_by_role("banner").get_by_text(button).click()
            with translation.override(language):
                for step, where in pages.items():
                    look.page.goto(where)
                    if step == "preview":
                        look.page.get_by_role("button", name=_("Show the preview")).click()
                        expect(look.page.get_by_role("main")).to_contain_text(_("What would leave"))
                        wrong += look.judge()
                    pictures.take(look.page, group, step, language)
                look.page.get_by_role("contentinfo").get_by_role("link", name=_("Help"), exact=True).click()
                expect(look.page).to_have_url(f"{desk_at}/help/{group}/")
                wrong += [] if pictures.are_wanted() else look.judge()
    assert not wrong, "\n".join(wrong)
