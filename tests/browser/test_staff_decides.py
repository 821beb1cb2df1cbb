"""Legal staff from sign-in with a second factor to the outcome: triage, less of it, signatures of others, release."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings
from playwright.sync_api import expect

from accounts.models import User
from disclosures import outbox
from disclosures.models import Case, clock
from tests import browsing, sign_ins
from tests.browser.test_every_page import ALLOWED, Look
from tests.browser.test_files_a_request import CHINESE, ENGLISH, Journey
from tests.cast import ASKED, a_case, a_world

SIGNERS = ("reviewer.rui", "counsel.chen", "privacy.pan")
"""One for each place of the route."""
BARRED = (
    "You cannot sign this step: you filed the case, are a party to it, changed its scope, or signed in it already. "
    "Somebody else must."
)


@pytest.fixture
def secret(committed_db) -> str:
    """Of the app of who decides. The one case is on a paper that forbids telling the member for now."""
    at = clock.now() - timedelta(minutes=1)
    paper = {
        "kind": "letter", "number": "L-1", "issued_at": at.isoformat(), "statute": "Criminal Procedure Law 54",
        "items": [*ASKED], "may_tell": False, "hold_until": (at + timedelta(days=30)).isoformat(),
    }  # fmt: skip
    particulars = {"authority": "psb", "called_back": True, "instrument": paper}
    a_case("legal_request", world=a_world(at=at), particulars=particulars).submitted()
    return sign_ins.with_app(sign_ins.may_sign_in(User.objects.get(name="reviewer.ren")))


@pytest.fixture
def looks(secret, chromium_browser, desk_at) -> dict[str, Look]:
    """The browsers of who signs."""

    def look(name: str) -> Look:
        client = browsing.signed_in(User.objects.get(name=name))
        session = {settings.SESSION_COOKIE_NAME: client.cookies[settings.SESSION_COOKIE_NAME].value}
        return Look(browser=chromium_browser, address=desk_at, cookies=ALLOWED | session)

    return {name: look(name) for name in SIGNERS}


def visit(journey: Journey, address: str) -> None:
    journey.page.goto(address)
    if journey.language == ENGLISH:
        journey.wrong.extend(journey.look.judge())


def signs(look: Look, case: str) -> list[str]:
    """In English: from the list of what waits for me to the press that signs exactly what is shown."""
    page, main, wrong = look.page, look.page.get_by_role("main"), []
    page.goto("/staff/signatures/")
    wrong += look.judge()
    page.get_by_role("link", name=case.strip("/").rpartition("/")[2]).click()
    page.goto(f"{case}do/sign/")
    wrong += look.judge()
    with page.expect_navigation():
        main.get_by_role("button", name="Sign this step", exact=True).click()
    expect(main).to_contain_text("Signed. Done.")
    return wrong


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_from_today_to_the_outcome(language, secret, looks, chromium_browser, desk_at):
    """Some seconds: five people at the pages of one case."""
    words = {"secret": secret, "language": language, "browser": chromium_browser, "address": desk_at}
    ren = Journey("reviewer.ren", start="/staff/", **words)
    ren.picture("staff", "today")
    ren.press("Take the next one")
    case = ren.page.url.removeprefix(desk_at)
    ren.picture("staff", "triage")
    visit(ren, f"{case}facts/")
    visit(ren, f"{case}do/accept/")
    ren.press("Accept the case")
    visit(ren, f"{case}do/narrow/")
    ren.fill(reason="the number is enough to reach the person")
    ren.page.locator('select[name="item"]').select_option("contact.email")
    ren.tick("none")
    ren.picture("staff", "narrow")
    ren.press("Let less of it leave")
    visit(ren, f"{case}preview/")
    ren.press("Show the preview")
    visit(ren, case)
    expect(ren.main).to_contain_text(ren.say(BARRED))
    visit(ren, f"{case}signatures/")
    ren.picture("staff", "signatures")

    wrong = [each for name in SIGNERS for each in signs(looks[name], case)]

    with outbox.inline():
        outbox.drain(at=clock.now())
    visit(ren, f"{case}release/")
    expect(ren.main).to_contain_text("psb")
    ren.picture("staff", "release")
    visit(ren, "/staff/holds/")
    expect(ren.main).to_contain_text("Criminal Procedure Law 54")
    visit(ren, f"{case}notices/")
    visit(ren, f"{case}history/")
    ren.press("Verify this history")
    ren.picture("staff", "history")
    expect(ren.main.locator(".govuk-inset-text")).to_be_visible()
    visit(ren, case)
    expect(ren.page.locator(".pc-identity")).to_contain_text(ren.say("Partly granted"))
    visit(ren, "/staff/releases/")
    assert Case.objects.filter(status="released").count() == 1
    assert not [*ren.wrong, *wrong], "\n".join([*ren.wrong, *wrong])
