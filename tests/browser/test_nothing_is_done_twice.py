"""Other forms than a filing: a double click acts once, an older tab is told, an ended session loses no word."""

from __future__ import annotations

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from accounts.models import Consent, User
from disclosures import outbox
from disclosures.models import Complaint, Grievance, LedgerEntry, Narrowing, Signature, clock
from tests.browser.look import Look, signed_in
from tests.cast import ACase, a_case, a_world

KEPT = "nothing that you typed is lost"


@pytest.fixture
def case(committed_db) -> ACase:
    """One that waits for its signature; its world has a consent of mei's and a complaint against shop."""
    with outbox.inline():
        return a_case("transaction_dispute", world=a_world(at=clock.now())).submitted().accepted()


@pytest.fixture
def look_of(case, chromium_browser, desk_at):
    """The browser of somebody; without scripts, which would keep a button from a second press."""

    def look(name: str) -> Look:
        made = Look(browser=chromium_browser, address=desk_at, cookies=signed_in(User.objects.get(name=name)))
        made.scripts("off")
        return made

    return look


def press(page: Page, words: str, *, click: str = "click") -> None:
    with page.expect_navigation():
        getattr(page.get_by_role("main").get_by_role("button", name=words, exact=True), click)()
    page.wait_for_load_state()


def ends_session_and_goes_on(look: Look, words: str) -> None:
    """The session is over when the button is pressed; after signing in again the same words are sent."""
    context, key = look.page.context, settings.SESSION_COOKIE_NAME
    (kept,) = [cookie for cookie in context.cookies() if cookie["name"] == key]
    context.clear_cookies(name=key)
    press(look.page, words)
    expect(look.page.get_by_role("main")).to_contain_text(KEPT)
    context.add_cookies([kept])
    press(look.page, "Send it again")
    if look.page.get_by_role("button", name="Send it again").count():
        press(look.page, "Send it again")


def in_two_tabs(look: Look, address: str) -> tuple[Page, Page]:
    """The same form, open twice; both were opened before either is sent."""
    other = look.page.context.new_page()
    for page in (look.page, other):
        page.goto(address)
    return look.page, other


def test_each_form_acts_once_says_what_another_tab_did_and_keeps_what_was_typed(case, look_of):
    """Some seconds: four people at their forms."""
    a_task_of_a_complaint(look_of("nora"))
    a_counter_statement(look_of("shop"))
    a_narrowing(look_of("reviewer.ren"), f"/staff/cases/{case.row.reference}/do/narrow/")
    a_signature(look_of("reviewer.rui"), f"/staff/cases/{case.row.reference}/do/sign/")
    a_withdrawal(look_of("mei"))


def a_task_of_a_complaint(nora: Look) -> None:
    nora.page.goto("/complaints/")
    press(nora.page, "Start a complaint")
    grievance = Grievance.objects.get()
    task = f"/complaints/drafts/{grievance.reference}/task/listings/"
    page, other = in_two_tabs(nora, task)

    def says(tab: Page, words: str) -> None:
        tab.locator('[name="listings"]').fill("https://market.example/9")
        tab.locator('[name="statement"]').fill(words)

    says(page, "it copies our mark")
    ends_session_and_goes_on(nora, "Save and continue")
    grievance.refresh_from_db()
    assert grievance.answers["statement"] == "it copies our mark"
    says(other, "it copies our logo")
    press(other, "Save and continue")
    for words in ("it copies our mark", "it copies our logo"):
        expect(other.get_by_role("main")).to_contain_text(words)
    press(other, "Save mine instead", click="dblclick")
    grievance.refresh_from_db()
    assert (grievance.answers["statement"], Grievance.objects.count()) == ("it copies our logo", 1)


def a_counter_statement(shop: Look) -> None:
    complaint = Complaint.objects.get()
    page, other = in_two_tabs(shop, f"/me/complaints/{complaint.reference}/do/state/")
    page.locator('[name="statement"]').fill("it is my own photograph")
    press(page, "Write a counter-statement", click="dblclick")
    expect(page.get_by_role("main")).to_contain_text("it is my own photograph")
    other.locator('[name="statement"]').fill("I bought it from them")
    press(other, "Write a counter-statement")
    for words in ("it is my own photograph", "I bought it from them"):
        expect(other.get_by_role("main")).to_contain_text(words)
    complaint.refresh_from_db()
    assert complaint.counter_statement == "it is my own photograph"
    assert LedgerEntry.objects.filter(event="counter_stated").count() == 1


def a_narrowing(ren: Look, address: str) -> None:
    page, other = in_two_tabs(ren, address)
    for tab, reason in ((page, "a number is enough"), (other, "it is enough")):
        tab.locator('select[name="item"]').select_option("contact.phone")
        tab.locator('input[value="masked"]').check()
        tab.locator('[name="reason"]').fill(reason)
    press(page, "Let less of it leave", click="dblclick")
    press(other, "Let less of it leave")
    expect(other.get_by_role("main")).to_contain_text("The scope changed after you opened this page.")
    expect(other.locator('[name="reason"]')).to_have_value("it is enough")
    assert Narrowing.objects.count() == 1


def a_signature(rui: Look, address: str) -> None:
    _page, other = in_two_tabs(rui, address)
    ends_session_and_goes_on(rui, "Sign this step")
    press(other, "Sign this step", click="dblclick")
    assert Signature.objects.count() == 1


def a_withdrawal(mei: Look) -> None:
    consent = Consent.objects.get()
    page, other = in_two_tabs(mei, f"/me/consents/{consent.public_id}/withdraw/")
    press(page, "Withdraw this consent", click="dblclick")
    press(other, "Withdraw this consent")
    expect(other.get_by_role("main")).to_contain_text("This consent had ended already. Nothing was changed.")
    assert LedgerEntry.objects.filter(event="consent_withdrawn").count() == 1
