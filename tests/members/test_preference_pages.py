"""The switches for marketing on a page, the question about partners, and the browser's signal (P2c)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import Acceptance, Preferences
from disclosures.models import clock
from tests.browsing import signed_in

ADDRESS = "/me/preferences/"
SIGNAL = {"Sec-GPC": "1"}
QUESTION = 'action="/me/preferences/partners/"'


def chosen(page):
    return [name for name in ("own_marketing", "partner_marketing") if _is_on(page, name)]


def _is_on(page, name):
    part = page.text.split(f'name="{name}" type="radio" value="on"')[1]
    return part.startswith(" checked")


def test_own_marketing_is_on_and_partners_off_until_somebody_says_otherwise(browser):
    assert chosen(browser.get(ADDRESS)) == ["own_marketing"]
    browser.post(ADDRESS, {"own_marketing": "off", "partner_marketing": "on"})
    assert chosen(browser.get(ADDRESS)) == ["partner_marketing"]


def test_a_switch_without_an_answer_is_an_error_that_keeps_the_other(browser):
    page = browser.post(ADDRESS, {"own_marketing": "off"})
    assert "Select yes if we may share your data with partners" in page.text
    assert not Preferences.objects.exists()


def test_the_signal_counts_at_the_first_page_that_brings_it_and_is_shown(browser):
    browser.post(ADDRESS, {"own_marketing": "on", "partner_marketing": "on"})
    browser.get("/policy/", headers=SIGNAL)
    page = browser.get(ADDRESS)
    assert chosen(page) == ["own_marketing"]
    assert "sent the Global Privacy Control signal" in page.text
    browser.post(ADDRESS, {"own_marketing": "on", "partner_marketing": "on"}, headers=SIGNAL)
    page = browser.get(ADDRESS, headers=SIGNAL)
    assert "partner_marketing" in chosen(page)
    assert "your answer counts" in page.text


def test_the_signal_of_who_is_no_member_is_nobody_s(cast):
    signed_in(cast.world.users["reviewer.ren"]).get("/policy/", headers=SIGNAL)
    assert not Preferences.objects.exists()


@pytest.mark.parametrize("no", ["answer", "signal", "page"])
def test_the_question_rests_for_90_days_after_a_no(browser, no):
    assert QUESTION in browser.get("/me/consents/").text
    if no == "answer":
        browser.post("/me/preferences/partners/", {"answer": "off"})
        assert "We do not ask again for 90 days" in browser.get("/me/consents/").text
    elif no == "page":
        browser.post(ADDRESS, {"own_marketing": "on", "partner_marketing": "off"})
    else:
        browser.get("/me/consents/", headers=SIGNAL)
    assert QUESTION not in browser.get("/me/consents/").text
    long_ago = clock.now() - timedelta(days=91)
    Preferences.objects.filter(signal_at__isnull=False).update(signal_at=long_ago)
    Preferences.objects.filter(partner_marketing_at__isnull=False).update(partner_marketing_at=long_ago)
    assert QUESTION in browser.get("/me/consents/").text


def test_a_yes_is_taken_and_not_asked_again(browser):
    browser.post("/me/preferences/partners/", {"answer": "on"})
    assert Preferences.objects.get().shares_for_marketing
    assert QUESTION not in browser.get("/me/consents/").text


def test_an_answer_that_is_none_changes_nothing(browser):
    browser.post("/me/preferences/partners/", {"answer": "perhaps"})
    assert not Preferences.objects.exists()


def test_without_the_agreement_everything_can_be_switched_off_and_nothing_on(browser):
    browser.post(ADDRESS, {"own_marketing": "on", "partner_marketing": "on"})
    Acceptance.objects.all().delete()
    browser.post(ADDRESS, {"own_marketing": "off", "partner_marketing": "off"})
    assert chosen(browser.get(ADDRESS)) == []
    answer = browser.post(ADDRESS, {"own_marketing": "off", "partner_marketing": "on"})
    assert answer.status_code == 403
    assert not Preferences.objects.get().partner_marketing
