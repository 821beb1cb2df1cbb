"""An officer registers the agency and themselves, has data kept, and collects what their office was given."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accounts.models import Membership, Organisation, User
from disclosures import outbox
from disclosures.actions import memberships, organisations, verifications
from disclosures.domain.clocks import local_date
from disclosures.models import Case, Preservation, Release, clock
from tests import sign_ins
from tests.actions.outsiders import AN_ENTRY, a_newcomer, verified
from tests.browser.journey import Journey
from tests.cast import a_case, a_world


@pytest.fixture
def released(committed_db):
    """What an authority was given; sealed before the desk starts, under the keys that it reads."""
    with outbox.inline():
        return a_case("legal_request", world=a_world(at=clock.now() - timedelta(days=8))).released()


def by(name: str) -> User:
    return User.objects.get(name=name)


def test_from_the_registration_to_the_production_page(released, walk_as):
    jo = a_newcomer("jo", "jo@customs.example")
    jo.set_password(sign_ins.PASSWORD)
    jo.save()
    officer = walk_as("jo", start="/register/agency/")
    asks_for_the_agency(officer)
    agency = as_staff_enter_it()
    officer.at("/register/agency/")
    officer.press("Ask to join this agency")
    officer.sees("Staff verify you and call back")
    as_staff_let_them_in(agency)
    verified_officer = walk_as("jo", secret=sign_ins.with_app(jo), start="/register/agency/")
    verified_officer.sees("You are registered")
    has_data_kept(verified_officer)
    secret = sign_ins.with_app(sign_ins.may_sign_in(released.user("officer")))
    reader = walk_as("officer", secret=secret, start="/requests/")
    files_a_paper(reader)
    files_an_emergency(reader)
    collects(reader, released.row.reference)
    reader.is_helped("authorities")


def asks_for_the_agency(officer: Journey) -> None:
    officer.go(officer.page.get_by_role("link", name=officer.say("What is checked, and how")))
    officer.picture("authorities", "register")
    officer.go(officer.main.get_by_role("button", name=officer.say("Go on with your registration")))
    officer.press("Ask that my agency be registered")
    officer.is_refused()
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
    officer.go(officer.main.get_by_role("button", name=officer.say("Ask that data be kept")))
    officer.press("Begin")
    officer.press("Save and continue")
    officer.is_refused()
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
    officer.is_refused()
    officer.check("may_vanish", "will_follow")
    officer.press("Ask that it be kept")
    officer.sees(
        "Nothing here says whether we know anybody you named, or hold anything of them. "
        "That we took your request in waives no objection to it."
    )
    officer.follow("Withdraw this preservation")
    officer.press("Withdraw this preservation")
    assert Preservation.objects.get(authority__name="customs").end == "withdrawn"


def files_a_paper(officer: Journey) -> None:
    """With a mistake on the way, and a way back."""
    today = local_date(clock.now())
    officer.press("File a new request")
    officer.picture("authorities", "kinds")
    officer.tick("legal_request")
    officer.press("Continue")
    officer.tick("instrument")
    officer.goes_on()
    officer.goes_on()
    officer.is_refused()
    officer.fill(names="mei\nsomebody else")
    officer.goes_on()
    officer.fill(purpose="fraud inquiry")
    officer.goes_on()
    officer.page.go_back()
    officer.heading("What is it needed for?")
    expect(officer.page.locator('[name="purpose"]')).to_have_value("fraud inquiry")
    officer.goes_on()
    officer.tick("court_order")
    officer.fill(number="C-9", statute="CPL 54")
    officer.date("issued_at", today)
    officer.picture("authorities", "paper")
    officer.goes_on()
    officer.tick("contact.phone", "access.ip_address")
    officer.goes_on()
    officer.goes_on()
    officer.date("begins", today - timedelta(days=9))
    officer.date("ends", today)
    officer.goes_on()
    officer.tick("contact.phone", "access.ip_address")
    officer.goes_on()
    officer.tick("yes")
    officer.goes_on()
    officer.heading("Check your answers")
    officer.picture("authorities", "check")
    officer.press("File this request")
    officer.heading("Your request is filed")
    officer.picture("authorities", "filed")
    case = Case.objects.latest("pk")
    expect(officer.main).to_contain_text(case.reference)
    officer.follow("Follow this request")
    officer.identity("Received")
    assert case.status == "triage"


def files_an_emergency(officer: Journey) -> None:
    """The shorter form, with its own second check."""
    officer.at("/requests/")
    officer.press("File a new request")
    officer.tick("legal_request:emergency")
    officer.press("Continue")
    officer.fill(names="mei")
    officer.goes_on()
    officer.fill(purpose="find the child")
    officer.goes_on()
    officer.fill(danger="a child is missing", how_data_help="to find the phone")
    officer.goes_on()
    officer.tick("contact.phone")
    officer.goes_on()
    officer.heading("Check your answers")
    officer.check("is_danger")
    officer.press("File this request")
    officer.is_refused()
    officer.check("is_mine")
    officer.press("File this request")
    officer.heading("Your request is filed")
    assert Case.objects.latest("pk").particulars["emergency"]["danger"] == "a child is missing"


def collects(reader: Journey, reference: str) -> None:
    reader.at("/received/")
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
    package = reader.downloads(reader.main.locator('button[value="zip"]'))
    assert package.suggested_filename.endswith(".zip")
    reader.press("Confirm receipt")
    assert Release.objects.get().grant.received_at is not None
