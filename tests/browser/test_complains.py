"""A complainant files, and the one complained about answers and is given what the other allows."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from accounts.models import User
from disclosures import outbox
from disclosures.models import Complaint, Evidence, Release, clock
from tests import sign_ins
from tests.browser import collecting
from tests.browser.journey import Journey
from tests.cast import a_case, a_world
from tests.evidence import files

ADDRESS = "https://market.example/9"


@pytest.fixture
def given(committed_db) -> Complaint:
    """One complaint on which details were passed on; sealed before the desk starts, under the keys that it reads."""
    with outbox.inline():
        a_case("ip_complaint", world=a_world(at=clock.now() - timedelta(hours=2))).released()
    for name in ("nora", "shop"):
        sign_ins.may_sign_in(User.objects.get(name=name))
    return Complaint.objects.get()


def register_a_right(nora: Journey) -> None:
    """With a mistake, and the proof's file."""
    nora.follow("Your rights")
    nora.press("Register a right")
    nora.tick("design")
    nora.press("Register and send the proof")
    nora.is_refused()
    nora.fill(number="D-7", office="EUIPO", territory="EU", proof="certificate")
    for name, year in (("valid_from", "2020"), ("valid_until", "2090")):
        nora.fill(**{f"{name}-day": "1", f"{name}-month": "1", f"{name}-year": year})
    nora.press("Register and send the proof")
    nora.enclose("certificate.pdf", files.pdf())
    nora.picture("complainants", "proof")
    nora.press("Continue")
    nora.sees("Being checked: you can use it already")


def write_a_complaint(nora: Journey) -> None:
    """Task by task, with a wrong address and a file that is refused."""
    nora.page.goto("/complaints/")
    nora.press("Start a complaint")
    nora.follow("About you")
    nora.check("confirmed")
    nora.goes_on()
    nora.follow("The right")
    nora.check("right")
    nora.goes_on()
    nora.follow("What infringes it")
    nora.fill(listings="market.example", statement="it copies our mark")
    nora.goes_on()
    nora.is_refused()
    expect(nora.page.locator('[name="statement"]')).to_have_value("it copies our mark")
    nora.fill(listings=ADDRESS)
    nora.goes_on()
    nora.follow("Evidence files")
    nora.enclose("shot.png", files.png())
    nora.enclose("locked.pdf", files.pdf(password="x"))
    nora.is_refused()
    expect(nora.main).to_contain_text("shot.png")
    nora.press("These are all: continue")
    nora.picture("complainants", "tasks")
    nora.follow("Your details and the one you complain about")
    nora.fill(against="shop")
    nora.tick("no")
    nora.picture("complainants", "preview")
    expect(nora.main).to_contain_text("it copies our mark")
    nora.goes_on()
    nora.follow("Declarations")
    nora.check("in_good_faith", "is_true")
    nora.goes_on()
    nora.press("Check your answers")
    nora.picture("complainants", "check")
    nora.press("File this complaint")
    nora.sees("Your complaint is filed")
    nora.picture("complainants", "filed")


def answer_it(shop: Journey) -> None:
    """A counter-statement that the complainant may read, and the wish to know who complains."""
    expect(shop.main).to_contain_text(ADDRESS)
    expect(shop.main).not_to_contain_text("it copies our mark")
    shop.picture("respondents", "notice")
    shop.press("Write a counter-statement")
    shop.fill(statement="it is my own photograph")
    shop.picture("respondents", "counter")
    shop.press("Write a counter-statement")
    shop.press("Let the complainant read it")
    shop.press("Let the complainant read it")
    shop.press("Ask for the complainant's details")
    shop.tick("contact.email")
    shop.picture("respondents", "ask")
    shop.press("Ask for the complainant's details")
    shop.sees("Nothing of the complainant was given to you.")
    expect(shop.main).not_to_contain_text("nora")


def pass_details_on(nora: Journey) -> None:
    """The answer is read, and the details are to be passed on."""
    nora.page.reload()
    expect(nora.main).to_contain_text("it is my own photograph")
    nora.picture("complainants", "answered")
    nora.follow("Ask that my details be passed on")
    nora.tick("contact.phone")
    nora.press("Ask that my details be passed on")


def read_what_was_given(shop: Journey, complaint: Complaint) -> None:
    shop.at(f"/me/complaints/{complaint.reference}/")
    shop.picture("respondents", "given")
    shop.follow(Release.objects.get().case.reference)
    shop.press("Send me the code")
    collecting.unlock(shop)
    shop.press("Show all values")
    shop.sees("Hide the values")
    shop.is_helped("respondents")


def end_it(nora: Journey) -> None:
    nora.page.reload()
    nora.follow("Give word of a suit")
    nora.press("Give word of a suit")
    nora.follow("Withdraw this complaint")
    nora.press("Withdraw this complaint")
    nora.identity("Closed")
    nora.is_helped("complainants")


def test_both_sides_from_sign_in_to_the_end(given, walk_as):
    """Some seconds: two people at the pages of one complaint."""
    nora = walk_as("nora", start="/complaints/")
    nora.at("/complain/")
    nora.sees("Yours may go to the person you complain about, only at your request.")
    nora.at("/complaints/")
    register_a_right(nora)
    write_a_complaint(nora)
    complaint = Complaint.objects.latest("pk")
    nora.follow("Follow this complaint")
    shop = walk_as("shop", start=f"/me/complaints/{complaint.reference}/")
    answer_it(shop)
    pass_details_on(nora)
    read_what_was_given(shop, given)
    end_it(nora)
    complaint.refresh_from_db()
    assert (complaint.respondent.name, complaint.pass_on) == ("shop", ["contact.phone"])
    assert complaint.withdrawn_at is not None
    assert Evidence.objects.filter(box__complaint=complaint).count() == 1
