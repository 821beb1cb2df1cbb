"""Where data went: each release says from which country to which, on which ground; who may, can ask for it (P4)."""

from __future__ import annotations

import csv
import io
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import MemberRecord, Organisation, RoleAssignment, User
from disclosures.actions import cases
from disclosures.domain.errors import TransferNotAllowed
from disclosures.domain.grounds import TransferGround
from disclosures.models import LedgerEntry, Release
from tests.browsing import signed_in
from tests.callers import Cast
from tests.cast import _filings, a_case, a_world, staff

pytestmark = pytest.mark.django_db
NAME, EMAIL = "identity.legal_name", "contact.email"


@pytest.fixture
def world(desk):
    return a_world()


def reader(world, name="privacy.pan"):
    return Cast(world)(name)


def move(name, country):
    Organisation.objects.filter(name=name).update(country=country)


def released(world, basis="consent"):
    return a_case(basis, world=world).approved().worked()


def enter(case, *, ground="", number=""):
    """What staff enter in triage."""
    cases.check_particulars(
        case=case.row,
        by=case.user("reviewer.ren"),
        at=case.at,
        approval_number=number,
        transfer_ground=TransferGround(ground) if ground else None,
    )


def go_on(case):
    """From triage to the release."""
    case.accepted().signed()
    if case.row.window_ends_at:
        case.stage.at = case.row.window_ends_at
    return case.worked()


def rows(world, query="", name="privacy.pan"):
    answer = reader(world, name).get(f"/transfers/{query}")
    assert answer.status_code == 200, answer.content
    return answer.json()["results"]


def test_a_release_at_home_crossed_nothing_and_needs_no_ground(world):
    case = released(world)
    (row,) = rows(world)
    assert row | {"id": "", "released_at": ""} == {
        "id": "", "reference": case.row.reference, "basis": "consent", "clause": "3(a)", "released_at": "",
        "went": [{"country": "CN", "items": [NAME, EMAIL]}], "to_country": "CN", "recipient_kind": "company",
        "crossed": False, "transfer_ground": "", "approval_number": "",
    }  # fmt: skip


def test_a_release_abroad_says_from_where_to_where_and_why(world):
    move("travelco", "DE")
    case = a_case("consent", world=world).submitted()
    enter(case, ground="standard_contract")
    go_on(case)
    (row,) = rows(world)
    assert (row["to_country"], row["crossed"], row["transfer_ground"]) == ("DE", True, "standard_contract")
    entry = LedgerEntry.objects.get(chain=f"case:{case.row.pk}", event="released")
    body = entry.content["body"]
    assert (body["went_from"], body["went_to"], body["transfer_ground"]) == (["CN"], "DE", "standard_contract")


def test_without_a_ground_nothing_leaves_the_country(world):
    move("travelco", "DE")
    case = a_case("consent", world=world).submitted()
    with pytest.raises(TransferNotAllowed):
        case.accepted()
    assert rows(world) == []


def test_the_ground_that_was_entered_and_not_needed_is_none_of_the_release(world):
    case = a_case("consent", world=world).submitted()
    enter(case, ground="treaty")
    go_on(case)
    assert [row["transfer_ground"] for row in rows(world)] == [""]


def test_a_foreign_authority_gets_what_is_stored_in_mainland_china_by_an_approval_number_alone(world):
    move("psb", "US")
    case = a_case("legal_request", world=world).submitted()
    enter(case, ground="treaty")
    with pytest.raises(TransferNotAllowed):
        case.accepted()
    enter(case, number="MOJ-2026-17")
    go_on(case)
    (row,) = rows(world)
    assert (row["approval_number"], row["recipient_kind"], row["to_country"]) == ("MOJ-2026-17", "authority", "US")


@pytest.mark.parametrize(("home", "own"), [("US", "CN"), ("CN", "US")])
def test_somebody_of_a_foreign_authority_is_stopped_as_it_is(world, home, own):
    """Also where the officer is named as a person, and whichever of the two is abroad."""
    move("psb", home)
    User.objects.filter(name="officer").update(country=own)
    case = a_case("other", world=world, recipient="officer").submitted()
    enter(case, ground="treaty")
    with pytest.raises(TransferNotAllowed):
        case.accepted()
    enter(case, number="MOJ-1")
    go_on(case)
    assert Release.objects.get().country_to == "US"


def test_what_may_not_cross_is_withheld_and_the_rest_is_registered(world):
    MemberRecord.objects.filter(subject__name="mei").update(stored_in="DE")
    move("travelco", "DE")
    released(world)
    (row,) = rows(world)
    assert (row["went"][0]["country"], row["to_country"], row["crossed"]) == ("DE", "DE", False)


def test_what_was_stored_in_two_countries_says_both(world):
    MemberRecord.objects.filter(subject__name="ana").update(stored_in="DE")
    case = a_case("legal_request", world=world, subjects=["mei", "ana"]).submitted()
    enter(case, ground="treaty")
    go_on(case)
    (row,) = rows(world)
    assert [went["country"] for went in row["went"]] == ["CN", "DE"]
    assert (row["to_country"], row["crossed"], row["transfer_ground"]) == ("CN", True, "treaty")
    assert rows(world, "?from_country=DE") == rows(world, "?from_country=CN") == [row]
    lines = csv.DictReader(io.StringIO(reader(world).get("/transfers/?as=csv").content.decode("utf-8-sig")))
    assert [(line["from_country"], line["crossed"]) for line in lines] == [("CN", "no"), ("DE", "yes")]


def test_the_register_is_asked_by_country_border_and_time(world):
    home = released(world)
    move("psb", "SG")
    abroad = a_case("violation", world=world, at=world.at + timedelta(days=1)).submitted()
    enter(abroad, ground="treaty", number="A-1")
    go_on(abroad)

    def found(query):
        return {row["reference"] for row in rows(world, query)}

    first, second = home.row.reference, abroad.row.reference
    assert [row["reference"] for row in rows(world)] == [second, first]
    assert found("?to_country=SG") == found("?abroad=true") == {second}
    assert found("?to_country=CN") == found("?abroad=false") == {first}
    assert found("?from_country=CN") == {first, second}
    assert found("?from_country=DE") == set()
    moment = Release.objects.get(case=abroad.row).released_at.isoformat().replace("+00:00", "Z")
    assert found(f"?since={moment}") == {second}
    assert found(f"?until={moment}") == {first}
    page = reader(world).get("/transfers/?limit=1&from_country=CN").json()
    following = reader(world).get(page["next"].partition("/api/v1")[2]).json()
    assert [page["results"][0]["reference"], following["results"][0]["reference"]] == [second, first]
    assert following["next"] is None


def test_what_cannot_be_asked_is_said(world):
    pan = reader(world)
    for asked in (
        "from_country=China", "to_country=d", "abroad=yes", "as=pdf", "since=yesterday", "until=", "cursor=none",
    ):  # fmt: skip
        answer = pan.get(f"/transfers/?{asked}")
        assert (answer.status_code, answer.json()["fields"]) == (400, [asked.partition("=")[0]])


def test_as_a_table_it_is_one_line_for_each_country(world):
    released(world)
    answer = reader(world).get("/transfers/?as=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    (line,) = csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))
    assert (line["from_country"], line["to_country"], line["items"], line["crossed"]) == (
        "CN", "CN", f"{NAME} {EMAIL}", "no",
    )  # fmt: skip


def test_it_holds_no_value_and_no_name(world):
    released(world)
    told = reader(world).get("/transfers/").text + reader(world).get("/transfers/?as=csv").text
    record = MemberRecord.objects.get(subject__name="mei")
    assert not [word for word in ("mei", "travelco", record.legal_name, record.email) if word in told]


def test_nobody_else_reads_it(world):
    for name in ("reviewer.ren", "counsel.chen", "tom", "mei", "platform.machine"):
        assert reader(world, name).get("/transfers/").json()["code"] == "not_permitted"


@pytest.mark.parametrize("role", ["privacy_officer", "auditor"])
def test_who_works_here_and_is_asked_about_finds_nothing_of_it(world, role):
    """By any account, on page and table alike: a hold hides it from them too (DESIGN 5.10)."""
    paper = _filings(world.at)["legal_request"]["particulars"]
    paper["instrument"] |= {"may_tell": False, "hold_until": (world.at + timedelta(days=90)).isoformat()}
    case = go_on(a_case("legal_request", world=world, particulars=paper).submitted())
    assert case.row.status == "released"
    assert rows(world)
    twin = User.objects.create(name="officer.twin", person=case.user("mei").person, password="!")
    RoleAssignment.objects.create(user=twin, role=role)
    world.users["officer.twin"] = twin
    assert rows(world, name="officer.twin") == []
    assert case.row.reference not in reader(world, "officer.twin").get("/transfers/?as=csv").text
    assert case.row.reference not in signed_in(twin).get("/staff/transfers/").text


def test_the_page_shows_it_in_words_and_narrows_it(world):
    case = released(world)
    browser = signed_in(staff("pia", "privacy_officer"))
    page = browser.get("/staff/transfers/").text
    assert case.row.reference in page
    assert "a company" in page
    assert "Nothing was released so" in browser.get("/staff/transfers/?abroad=on").text
    assert case.row.reference in browser.get("/staff/transfers/?from_country=cn&to_country=CN").text
    wrong = browser.get("/staff/transfers/?from_country=China")
    assert "Enter the two letters of a country" in wrong.text
    assert "as=csv&amp;from_country=CN" in browser.get("/staff/transfers/?from_country=cn").text


def test_pages_of_the_page_follow_one_another(world, monkeypatch):
    monkeypatch.setattr("disclosures.portals.staff.transfers.ROWS", 1)
    older = released(world)
    newer = released(world, basis="ip_complaint")
    browser = signed_in(staff("pia", "privacy_officer"))
    first = browser.get("/staff/transfers/?from_country=CN").text
    link = first.partition('rel="next"')[0].rpartition('href="')[2].partition('"')[0].replace("&amp;", "&")
    second = browser.get(f"/staff/transfers/{link}").text
    shown = [{case.row.reference for case in (older, newer) if case.row.reference in page} for page in (first, second)]
    assert sorted(map(len, shown)) == [1, 1]
    assert set.union(*shown) == {older.row.reference, newer.row.reference}


def test_it_costs_the_same_queries_however_long_it_is(world):
    def costs():
        caller = reader(world)
        caller.get("/transfers/")
        with CaptureQueriesContext(connection) as made:
            caller.get("/transfers/")
        return len(made)

    released(world)
    before = costs()
    released(world, basis="ip_complaint")
    assert costs() == before
