"""The respondent of a complaint reads what is alleged, answers, and asks for details, which releases nothing (P3e)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures.models import Case, Complaint, Notice, Release, clock
from tests.browsing import signed_in
from tests.cast import a_case, a_world
from tests.members.test_about_me_pages import plain

pytestmark = pytest.mark.usefixtures("desk")
ASKED = {"items": ["identity.legal_name", "contact.email"]}


@pytest.fixture
def world():
    made = a_world(at=clock.now() - timedelta(hours=1))
    Complaint.objects.update(listings=["https://market.example/9"], statement="it copies our mark", asked_at=None)
    return made


@pytest.fixture
def where(world):
    return f"/me/complaints/{Complaint.objects.get().reference}/"


@pytest.fixture
def shop(world):
    return signed_in(world.user("shop"))


def test_a_notice_leads_to_what_is_alleged_and_never_to_who_says_so(shop, where):
    assert "A complaint names one of your listings" in plain(shop.get("/me/"))
    page = plain(shop.get(where))
    assert "https://market.example/9" in page
    for theirs in ("nora", "nordlys", "it copies our mark"):
        assert theirs not in page


def test_a_counter_statement_is_kept_once_and_read_by_nobody_before_its_author_agrees(shop, where, world):
    act = f"{where}do/state/"
    assert shop.post(act, {"statement": " "}).text.count("Write your counter-statement") == 2
    for _ in range(2):  # a double click
        assert shop.post(act, {"statement": "it is my own photograph"}).status_code == 302
    page = plain(shop.get(where))
    assert "Nothing was changed." in page
    assert "it is my own photograph" in page
    complaint = Complaint.objects.get()
    assert (complaint.counter_statement, complaint.counter_reached_at) == ("it is my own photograph", None)
    assert "within 15 days the complaint closes" in plain(shop.get(f"{where}do/pass-on/"))
    for _ in range(2):
        shop.post(f"{where}do/pass-on/")
    assert Complaint.objects.get().counter_reached_at is not None
    assert Notice.objects.filter(kind="counter_statement", to_user=world.user("nora")).count() == 1
    assert "Without word of a suit the complaint closes" in plain(shop.get(where))


def test_asking_for_details_invites_the_complainant_and_releases_nothing(shop, where, world):
    act = f"{where}do/ask/"
    assert shop.post(act, {}).text.count("Select at least one of the details") == 2
    assert shop.post(act, {"items": ["payment.account"]}).text.count("Select a valid choice") == 2
    for _ in range(2):
        shop.post(act, ASKED)
    case = Case.objects.get()
    assert (case.filed_by.name, case.recipient_user.name, case.status) == ("shop", "shop", "triage")
    assert [row.subject.name for row in case.subjects.all()] == ["nora"]
    assert Notice.objects.filter(kind="pass_on_invited", to_user=world.user("nora")).count() == 1
    assert not Release.objects.exists()
    page = plain(shop.get(where))
    assert "Nothing was changed." in page
    assert f"{case.reference}: the complainant was invited" in page


def test_asking_tells_the_respondent_nothing_of_the_complainant(shop, where, world):
    shop.post(f"{where}do/ask/", ASKED)
    case = Case.objects.get()
    for path in (where, f"/api/v1/cases/{case.reference}/", f"/api/v1/cases/{case.reference}/subjects/", "/me/"):
        assert "nora" not in shop.get(path).text


def test_what_was_given_is_there_with_its_end(world):
    Complaint.objects.update(asked_at=world.at)
    case = a_case("ip_complaint", world=world).released()
    shop, where = signed_in(case.user("shop")), f"/me/complaints/{Complaint.objects.get().reference}/"
    assert f"/received/{case.row.reference}/" in shop.get(where).text


def test_an_older_tab_keeps_its_words_beside_those_that_count(shop, where):
    shop.post(f"{where}do/state/", {"statement": "it is my own photograph"})
    late = shop.post(f"{where}do/state/", {"statement": "something else"})
    assert late.status_code == 409
    assert "it is my own photograph" in late.text
    assert "something else" in late.text
    assert Complaint.objects.get().counter_statement == "it is my own photograph"


def test_a_closed_complaint_offers_nothing(shop, where):
    Complaint.objects.update(closed_at=clock.now())
    page = plain(shop.get(where))
    assert "What you can do" not in page
    shop.post(f"{where}do/state/", {"statement": "mine"})
    assert Complaint.objects.get().counter_statement == ""


@pytest.mark.parametrize("name", ["nora", "mei"])
def test_to_anybody_but_the_respondent_there_is_no_such_page(world, where, name):
    browser = signed_in(world.user(name))
    assert plain(browser.get(where)) == plain(browser.get("/me/complaints/IC-3333-3333/"))
    assert browser.post(f"{where}do/state/", {"statement": "x"}).status_code == 404
