"""Legal staff from sign-in with a second factor to the outcome: triage, less of it, signatures of others, release."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from accounts.models import User
from disclosures import outbox
from disclosures.models import Case, clock
from tests import sign_ins
from tests.browser.look import Look, signed_in
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
        return Look(browser=chromium_browser, address=desk_at, cookies=signed_in(User.objects.get(name=name)))

    return {name: look(name) for name in SIGNERS}


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
    expect(main).to_contain_text("Signed.")
    return wrong


def test_from_today_to_the_outcome(secret, looks, walk_as):
    """Some seconds: five people at the pages of one case."""
    ren = walk_as("reviewer.ren", secret=secret, start="/staff/")
    ren.picture("staff", "today")
    ren.press("Take the next one")
    case = urlsplit(ren.page.url).path
    ren.picture("staff", "case")
    ren.at(f"{case}facts/")
    ren.picture("staff", "facts")
    ren.at(f"{case}do/accept/")
    ren.press("Accept the case")
    ren.at(f"{case}do/narrow/")
    ren.fill(reason="the number is enough to reach the person")
    ren.choose(item="contact.email")
    ren.tick("none")
    ren.press("Let less of it leave")
    ren.at(f"{case}scope/")
    ren.picture("staff", "scope")
    ren.at(f"{case}preview/")
    ren.press("Show the preview")
    ren.sees("What would leave")
    ren.picture("staff", "preview")
    ren.at(case)
    ren.sees(BARRED)
    ren.at(f"{case}signatures/")
    ren.picture("staff", "signatures")

    wrong = [each for name in SIGNERS for each in signs(looks[name], case)]

    with outbox.inline():
        outbox.drain(at=clock.now())
    ren.at(f"{case}release/")
    expect(ren.main).to_contain_text("psb")
    ren.at("/staff/holds/")
    expect(ren.main).to_contain_text("Criminal Procedure Law 54")
    ren.at(f"{case}notices/")
    ren.at(f"{case}history/")
    ren.press("Verify this history")
    expect(ren.main.locator(".govuk-inset-text")).to_be_visible()
    ren.at(case)
    ren.identity("Partly granted")
    ren.at("/staff/releases/")
    ren.is_helped("staff")
    assert Case.objects.filter(status="released").count() == 1
    assert not wrong, "\n".join(wrong)
