"""All cases by what is known of them; by member only under a reason that is written down before anything shows."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from disclosures.models import CaseReading, LedgerEntry, RecordSearch, clock
from tests.cast import a_case, a_world

MEMBER = "/staff/search/member/"
WHY = {"reason": "member_asks", "note": "her letter of 3 March"}


@pytest.fixture
def ren(case, browser_of):
    return browser_of("reviewer.ren")


def look_for(browser, name: str) -> str:
    answer = browser.press(MEMBER, {"named": name, **WHY})
    assert answer.status_code == 302
    assert name not in answer.headers["Location"]
    return browser.get(answer.headers["Location"]).text


def events(case) -> list[str]:
    return list(LedgerEntry.objects.filter(chain=f"case:{case.row.pk}").values_list("event", flat=True))


def test_cases_are_found_by_organisation_clause_state_and_day(case, ren):
    today = clock.now()
    reference = case.row.reference
    found = f"organisation=PSB&basis=legal_request&status=triage&since-day={today.day}&since-month={today.month}"
    assert reference in ren.get(f"/staff/search/?{found}&since-year={today.year}").text
    for other in ("organisation=courier", "basis=consent", "status=closed", "outcome=granted"):
        assert reference not in ren.get(f"/staff/search/?{other}").text, other
    tomorrow = today + timedelta(days=2)
    later = f"since-day={tomorrow.day}&since-month={tomorrow.month}&since-year={tomorrow.year}"
    assert reference not in ren.get(f"/staff/search/?{later}").text
    assert ren.get(f"/staff/search/?reference={reference.lower()}").headers["Location"].endswith(f"/{reference}/")
    assert "This is no reference" in ren.get("/staff/search/?reference=--x").text


def test_no_member_is_found_by_a_filter_in_the_address(case, ren):
    assert case.row.reference not in ren.get("/staff/search/?organisation=mei").text


def test_nothing_is_looked_for_without_a_reason(ren):
    for missing in ("named", "reason", "note"):
        said = {"named": "mei", **WHY, missing: ""}
        page = ren.press(MEMBER, said)
        assert "There is a problem" in page.text
        assert missing == "note" or WHY["note"] in page.text
    assert not RecordSearch.objects.exists()


def test_what_is_found_is_written_into_its_case_and_the_note_is_not(case, ren):
    assert case.row.reference in look_for(ren, "mei")
    assert events(case)[-1] == "records_sought"
    assert not LedgerEntry.objects.filter(text__contains="letter").exists()
    assert LedgerEntry.objects.filter(event="records_sought").exclude(text__contains='"note"').count() == 1
    search = RecordSearch.objects.get()
    assert (search.member.name, search.note) == ("mei", WHY["note"])


def test_a_member_of_whom_there_is_no_case_and_a_name_that_nobody_has_look_the_same(ren):
    pages, counted = [], []
    for name in ("ana", "nobody at all"):
        with CaptureQueriesContext(connection) as asked:
            page = look_for(ren, name)
        pages.append(page.partition("<main")[2].partition("Searched")[0] + page.partition("Reason:")[2])
        counted.append(len(asked))
    assert counted[0] == counted[1]
    assert pages[0] == pages[1]


def test_a_search_is_read_by_who_searched_only(ren, browser_of):
    where = ren.press(MEMBER, {"named": "mei", **WHY}).headers["Location"]
    assert browser_of("reviewer.rui").get(where).status_code == 404
    assert ren.get(where).status_code == 200


def test_the_member_sees_a_search_that_found_nothing_at_once(ren, browser_of):
    assert "Searched for requests about you" not in browser_of("ana").get("/me/record/").text
    look_for(ren, "ana")
    assert "Searched for requests about you" in browser_of("ana").get("/me/record/").text


def searches_in(browser) -> list[str]:
    """The row of each search on the member's page, with what it leads to."""
    rows = browser.get("/me/record/").text.split("<tr")
    return [re.sub(r"\s+|<[^>]*>", " ", row) for row in rows if "Searched for requests about you" in row]


def test_a_search_leads_to_what_it_found_once_the_member_may_know_of_it(browser_of):
    case = a_case("consent", world=a_world(at=clock.now())).submitted()
    ren, mei = browser_of("reviewer.ren"), browser_of("mei")
    look_for(ren, "mei")
    ren.get(f"/staff/cases/{case.row.reference}/")
    (row,) = searches_in(mei)
    assert case.row.reference not in row
    assert "Opened the request" not in mei.get("/me/record/").text
    case.accepted().signed().worked()
    (row,) = searches_in(mei)
    assert case.row.reference in row
    assert "Opened the request" in mei.get("/me/record/").text


def test_a_search_that_found_what_a_hold_hides_looks_to_the_member_as_one_in_vain(browser_of):
    world = a_world(at=clock.now())
    paper = {"kind": "court_order", "number": "C-3", "issued_at": world.at.isoformat(), "statute": "CPL 54"}
    held = paper | {"items": ["contact.phone"], "may_tell": False, "hold_until": "2090-01-01T00:00:00+00:00"}
    particulars = {"authority": "psb", "called_back": True, "instrument": held}
    a_case("legal_request", world=world, asks=["contact.phone"], particulars=particulars).released()
    for name in ("mei", "ana"):
        look_for(browser_of("reviewer.ren"), name)
    one, other = (
        [row.partition(":")[2].partition(" UTC")[2] for row in searches_in(browser_of(name))] for name in ("mei", "ana")
    )
    assert len(one) == 1
    assert one == other


def test_who_is_concerned_reads_of_no_case_that_a_colleague_s_search_found(case, ren, browser_of):
    User.objects.filter(name="shop").update(person=User.objects.get(name="privacy.pei").person)
    both = a_case("legal_request", world=case.stage.world, subjects=["mei", "shop"]).submitted().row
    look_for(ren, "mei")
    shown = browser_of("privacy.pei").get("/audit/looks/").text
    assert case.row.reference in shown
    assert both.reference not in shown


def test_that_a_case_was_opened_is_written_once_a_day_for_each_person(case, ren, browser_of):
    where = f"/staff/cases/{case.row.reference}/"
    for page in (where, f"{where}scope/", where):
        ren.get(page)
    browser_of("reviewer.rui").get(where)
    assert events(case).count("case_opened") == 2
    CaseReading.objects.update(day="2026-01-01")
    ren.get(where)
    assert events(case).count("case_opened") == 3


def test_auditors_and_privacy_officers_see_what_was_looked_at(case, ren, browser_of):
    look_for(ren, "mei")
    ren.get(f"/staff/cases/{case.row.reference}/")
    ren.press("/staff/queue.csv", {"tab": "open"})
    pei = browser_of("privacy.pei")
    assert WHY["note"] in pei.get("/audit/looks/").text
    opened = pei.get("/audit/looks/?part=cases").text
    assert case.row.reference in opened
    assert "reviewer.ren" in opened
    assert "The queue" in pei.get("/audit/looks/?part=exports").text
    assert ren.get("/audit/looks/").status_code == 403
    assert "Found in a search by member" in pei.get("/audit/exceptions/?kind=staff_reads").text
    assert "The queue was taken away" in pei.get("/audit/exceptions/?kind=exports").text
