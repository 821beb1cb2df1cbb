"""Lists with a page of their own: what waits for my signature, releases, holds, and who has how much to do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.models import Case, Release, clock
from disclosures.portals.staff import turning
from tests.cast import a_case, a_world

NEXT = re.compile(r'href="([^"]+)" rel="next"')
NUMBERS = re.compile(r">(\d+)</td>")
HELD = {"hold_kind": "order", "hold_paper": "C-9", "hold_by": "a court"}


@pytest.fixture
def rui(case, browser_of):
    return browser_of("reviewer.rui")


@pytest.fixture
def world(db):
    return a_world(at=clock.now())


def asked(browser, where: str) -> int:
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(where).status_code == 200
    return len(seen)


def test_a_case_stands_among_my_signatures_while_it_is_my_turn(case, rui, browser_of):
    assert "No signature waits for you" in rui.get("/staff/signatures/").text
    case.accepted()
    page = rui.get("/staff/signatures/").text
    assert case.row.reference in page
    assert "Authentication of the paper" in page
    case.does("sign", step="authenticate", by="reviewer.rui")
    assert case.row.reference not in rui.get("/staff/signatures/").text
    assert "Legal review" in browser_of("counsel.chen").get("/staff/signatures/").text


def test_a_release_is_live_then_ended(world, browser_of):
    case = a_case("consent", world=world).submitted().accepted().signed().worked()
    pei = browser_of("privacy.pei")
    live = pei.get("/staff/releases/").text
    assert case.row.reference in live
    assert "0 of 50" in live
    assert case.row.reference not in pei.get("/staff/releases/?part=ended").text
    case.does("revoke", by="reviewer.rui", reason="the order was lifted")
    assert case.row.reference not in pei.get("/staff/releases/").text
    assert "Ended early" in pei.get("/staff/releases/?part=ended").text
    assert Release.objects.count() == 1


def test_a_release_that_gave_up_is_failed_until_somebody_acts(case, rui):
    now = clock.now()
    Case.objects.filter(pk=case.row.pk).update(status="release_failed", approved_at=now)
    assert case.row.reference in rui.get("/staff/releases/?part=failed").text
    assert case.row.reference not in rui.get("/staff/releases/").text


def test_a_hold_shows_its_paper_and_end_until_it_ends(case, rui):
    now = clock.now()
    assert "Every member was told" in rui.get("/staff/holds/").text
    Case.objects.filter(pk=case.row.pk).update(hold_until=now + timedelta(days=9), **HELD)
    page = rui.get("/staff/holds/").text
    assert "An order: C-9" in page
    Case.objects.filter(pk=case.row.pk).update(hold_until=now - timedelta(days=1))
    assert case.row.reference not in rui.get("/staff/holds/").text


@pytest.mark.parametrize("where", ["signatures/", "releases/", "releases/?part=failed", "holds/", "search/", "team/"])
def test_a_list_costs_the_same_queries_for_any_size(case, browser_of, where):
    who, page = browser_of("reviewer.rui" if where == "signatures/" else "counsel.chen"), f"/staff/{where}"
    now = clock.now()

    def more() -> None:
        if where == "releases/":
            a_case("consent", world=case.stage.world).submitted().accepted().signed().worked()
            return
        made = a_case("legal_request", world=case.stage.world).submitted().accepted().row
        Case.objects.filter(pk=made.pk).update(hold_until=now + timedelta(days=9), **HELD)
        if "failed" in where:
            Case.objects.filter(pk=made.pk).update(status="release_failed", approved_at=now)

    more()
    who.get(page)
    one = asked(who, page)
    more()
    more()
    assert asked(who, page) == one


def test_a_list_goes_on_by_its_last_row(case, rui, monkeypatch):
    monkeypatch.setattr(turning, "ROWS", 1)
    other = a_case("legal_request", world=case.stage.world).submitted().row.reference
    first = rui.get("/staff/search/").text
    assert other in first
    assert case.row.reference not in first
    following = NEXT.search(first)[1]
    second = rui.get(f"/staff/search/{following}").text
    assert case.row.reference in second
    assert other not in second
    assert not NEXT.search(second)


def test_a_cursor_that_names_nothing_begins_at_the_beginning(case, rui):
    for cursor in ("x", "99999999999999999999", "%00", "0" * 400):
        assert case.row.reference in rui.get(f"/staff/search/?cursor={cursor}").text


def test_the_load_of_the_team_is_in_numbers_for_those_who_share_it_out(case, rui, browser_of):
    rui.press("/staff/take-next/")
    case.accepted()
    page = browser_of("counsel.chen").get("/staff/team/").text
    row = page.partition('<th scope="row">reviewer.rui</th>')[2].partition("</tr>")[0]
    assert NUMBERS.findall(row) == ["1", "0", "1"]
    assert case.row.reference not in page
    assert rui.get("/staff/team/").status_code == 403
    assert "Team load" not in rui.get("/staff/").text
