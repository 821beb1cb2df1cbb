"""What changes in place: the queue as its filters are chosen, a release while it is made. No page is loaded for it."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.models import User
from disclosures import outbox
from disclosures.models import clock
from tests import browsing
from tests.browser.look import ALLOWED, Look
from tests.cast import a_case, a_world

pytestmark = pytest.mark.screen
KEPT = "Object.keys(localStorage).concat(Object.keys(sessionStorage))"


@pytest.fixture
def case(committed_db):
    with outbox.inline():
        return a_case("consent", world=a_world(at=clock.now())).submitted().accepted()


def test_filters_and_progress_change_in_place_and_no_page_stays_in_the_browser(case, chromium_browser, desk_at):
    case.signed()
    client = browsing.signed_in(User.objects.get(name="reviewer.rui"))
    session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
    look = Look(browser=chromium_browser, address=desk_at, cookies=ALLOWED | session)
    page, reference = look.page, case.row.reference
    page.goto("/staff/?tab=open")
    page.evaluate("window.same = true")
    expect(page.get_by_role("link", name=reference)).to_be_visible()
    page.get_by_label("Where it is").select_option("triage")
    expect(page.get_by_role("link", name=reference)).to_have_count(0)
    assert "status=triage" in page.url
    page.get_by_label("Where it is").select_option("")
    expect(page.get_by_role("link", name=reference)).to_be_visible()
    assert page.evaluate("window.same")
    page.goto(f"/staff/cases/{reference}/release/")
    page.evaluate("window.same = true")
    expect(page.get_by_role("heading", name="The release is being made")).to_be_visible()
    outbox.drain(at=clock.now())
    expect(page.get_by_text("0 of 50")).to_be_visible()
    expect(page.locator("#identity")).to_contain_text("Released")
    assert page.evaluate("window.same")
    assert set(page.evaluate(KEPT)) <= {"htmx-current-path-for-history"}, (
        "no page is kept, for the next one at the desk"
    )
    assert look.judge() == []
