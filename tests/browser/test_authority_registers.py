"""An officer registers the agency and themselves, has data kept, and collects what their office was given."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accounts.models import Membership, Organisation, User
from disclosures import outbox
from disclosures.actions import memberships, organisations, verifications
from disclosures.models import Preservation, Release, clock
from tests import sign_ins
from tests.actions.outsiders import AN_ENTRY, a_newcomer, verified
from tests.browser.test_files_a_request import CHINESE, ENGLISH, Journey
from tests.cast import a_case, a_world


@pytest.fixture
def released(committed_db):
    """What an authority was given; sealed before the desk starts, under the keys that it reads."""
    with outbox.inline():
        return a_case("legal_request", world=a_world(at=clock.now() - timedelta(days=8))).released()


def by(name: str) -> User:
    return User.objects.get(name=name)


@pytest.mark.parametrize("language", [ENGLISH, CHINESE])
def test_from_the_registration_to_the_production_page(language, released, chromium_browser, desk_at):
    jo = a_newcomer("jo", "jo@customs.example")
    jo.set_password(sign_ins.PASSWORD)
    jo.save()
    officer = Journey(
        "jo", secret="", language=language, browser=chromium_browser, address=desk_at, start="/register/agency/"
    )
    asks_for_the_agency(officer)
    agency = as_staff_enter_it()
    officer.at("/register/agency/")
    officer.press("Ask to join this agency")
    officer.sees("Staff verify you and call back")
    officer.picture("authorities", "waiting")
    as_staff_let_them_in(agency)
    second = Journey(
        "jo",
        secret=sign_ins.with_app(jo),
        language=language,
        browser=chromium_browser,
        address=desk_at,
        start="/register/agency/",
    )
    second.sees("You are registered")
    has_data_kept(second)
    reader = Journey(
        "officer",
        secret=sign_ins.with_app(sign_ins.may_sign_in(released.user("officer"))),
        language=language,
        browser=chromium_browser,
        address=desk_at,
        start="/received/",
    )
    collects(reader, released.row.reference)
    wrong = [line for journey in (officer, second, reader) for line in journey.wrong]
    assert not wrong, "\n".join(wrong)
    assert officer.look.said == second.look.said == []


def asks_for_the_agency(officer: Journey) -> None:
    officer._go(officer.page.get_by_role("link", name=officer.say("What is checked, and how")))
    officer.picture("authorities", "register")
    officer._go(officer.main.get_by_role("button", name=officer.say("Go on with your registration")))
    officer.press("Ask that my agency be registered")
    expect(officer.page.locator(".govuk-error-summary")).to_be_focused()
    officer.fill(name="Customs of Lake City", published_at="customs.example/contact", office="fraud unit, inspector")
    officer.tick("authority")
    officer.press("Ask that my agency be registered")
    officer.sees("We are looking your agency up")


def as_staff_enter_it() -> Organisation:
    made = organisations.register(entry=AN_ENTRY, by=by("reviewer.ren"), at=clock.now())
    call = verifications.Call(AN_ENTRY.phone, "the switchboard", clock.now())
    verifications.verify(
        organisation=made,
        by=by("reviewer.rui"),
        at=clock.now(),
        until=clock.now() + timedelta(days=300),
        evidence="gazette of 3 March",
        call=call,
        edition=made.edition,
    )
    return made


def as_staff_let_them_in(agency: Organisation) -> None:
    joining = Membership.objects.get(user__name="jo", organisation=agency)
    memberships.approve(membership=joining, by=by("counsel.chen"), at=clock.now())
    verified("jo", by=by("privacy.pei"), at=clock.now())


def has_data_kept(officer: Journey) -> None:
    officer.at("/preservations/")
    officer._go(officer.main.get_by_role("button", name=officer.say("Ask that data be kept")))
    officer.press("Begin")
    officer.press("Save and continue")
    expect(officer.page.locator(".govuk-error-summary")).to_be_focused()
    officer.fill(names="mei\nnobody.known")
    officer.press("Save and continue")
    officer.tick("contact.phone", "access.ip_address")
    officer.press("Save and continue")
    officer.press("Save and continue")  # all of it
    officer.fill(inquiry="F-9")
    officer.press("Save and continue")
    officer.fill(statute="CPL 54")
    officer.press("Save and continue")
    officer.picture("authorities", "keep")
    officer.press("Ask that it be kept")
    expect(officer.page.locator(".govuk-error-summary")).to_be_focused()
    for name in ("may_vanish", "will_follow"):
        officer.page.locator(f'[name="{name}"]').check()
    officer.press("Ask that it be kept")
    officer.sees(
        "Nothing here says whether we know anybody you named, or hold anything of them. "
        "That we took your request in waives no objection to it."
    )
    officer.follow("Withdraw this preservation")
    officer.press("Withdraw this preservation")
    assert Preservation.objects.get(authority__name="customs").end == "withdrawn"


def collects(reader: Journey, reference: str) -> None:
    reader.follow(reference)
    reader.press("Send me the code")
    outbox.drain(at=clock.now())
    reader.fill(code=sign_ins.code_in_mail())
    reader.press("Continue")
    reader.sees("Complete package: all forms, with certificate and signature")
    reader.press("Show size and SHA-256 of each file")
    expect(reader.main).to_contain_text(re.compile(r"SHA-256 [0-9a-f]{64}"))
    expect(reader.page.locator(".pc-identity")).to_contain_text(reader.say("Ends"))
    reader.picture("authorities", "production")
    with reader.page.expect_download() as package:
        reader.main.locator('button[value="zip"]').click()
    assert package.value.suggested_filename.endswith(".zip")
    reader.press("Confirm receipt")
    assert Release.objects.get().grant.received_at is not None
