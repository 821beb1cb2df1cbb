"""Lists with a page of their own: what waits for my signature, releases, holds, and who has how much to do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models import Case, Job, Release, clock
from disclosures.models.job import JobState
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


def gave_up(case, *, code: str) -> None:
    now = clock.now()
    Case.objects.filter(pk=case.row.pk).update(status="release_failed", approved_at=now)
    outbox.put(Topic.RELEASE_BUILD, key=f"{case.row.pk}", at=now, case_id=case.row.pk)
    Job.objects.filter(key=f"{case.row.pk}").update(state=JobState.DEAD, last_error=code)


@pytest.mark.parametrize(
    ("code", "says", "helps"),
    [
        ("source_refused", "A source of members&#x27; data refused", "correct the mapping"),
        ("PermissionError", "The sealed storage does not take or give files", "look at the disk"),
        ("ZeroDivisionError", "A fault of the desk; the log has it as ZeroDivisionError", "look it up in the log"),
    ],
)
def test_a_failed_release_says_why_and_what_helps(case, rui, code, says, helps):
    gave_up(case, code=code)
    for where in ("/staff/releases/?part=failed", f"/staff/cases/{case.row.reference}/release/"):
        page = rui.get(where).text
        assert says in page, where
        assert helps in page, where


def test_who_may_try_a_release_again_is_led_to_it(case, rui, browser_of):
    gave_up(case, code="source_refused")
    retry = f'href="/staff/cases/{case.row.reference}/do/retry/"'
    assert retry in rui.get("/staff/releases/?part=failed").text
    assert retry not in browser_of("auditor.an").get("/staff/releases/?part=failed").text
    assert rui.get(f"/staff/cases/{case.row.reference}/do/retry/").status_code == 200


def test_a_release_says_how_its_recipient_comes_by_it(world, browser_of):
    a_case("consent", world=world).released()
    assert "By page, code to the registered address" in browser_of("privacy.pei").get("/staff/releases/").text
    a_case("service_provision", world=world).released()
    assert "By token, or by page and code" in browser_of("privacy.pei").get("/staff/releases/").text


def test_reminders_are_what_others_owe_and_what_runs_out_the_nearest_first(world, browser_of):
    asked = a_case("consent", world=world, purpose="another purpose").submitted().accepted().row.reference
    returned = a_case("legal_request", world=world).submitted()
    returned.does("return", by="reviewer.ren", reason="which paper?")
    mine = a_case("consent", world=world).submitted().row.reference
    Case.objects.filter(reference=asked).update(waiting_until=clock.now() + timedelta(hours=3, minutes=1))
    page = browser_of("reviewer.rui").get("/staff/holds/?part=reminders").text
    assert "3 hours left" in page
    assert page.index(f'href="/staff/cases/{asked}/"') < page.index(f'href="/staff/cases/{returned.row.reference}/"')
    assert mine not in page


def test_reminders_go_on_by_their_last_row(world, browser_of, monkeypatch):
    monkeypatch.setattr(turning, "ROWS", 1)
    for _one in range(2):
        a_case("consent", world=world, purpose="another purpose").submitted().accepted()
    rui = browser_of("reviewer.rui")
    first = rui.get("/staff/holds/?part=reminders").text
    second = rui.get(f"/staff/holds/{NEXT.search(first)[1].replace('&amp;', '&')}").text
    references = [Case.objects.get(pk=pk).reference for pk in sorted(Case.objects.values_list("pk", flat=True))]
    assert [[f"/cases/{one}/" in page for one in references] for page in (first, second)] in (
        [[True, False], [False, True]],
        [[False, True], [True, False]],
    )
    assert not NEXT.search(second)


def test_nobody_is_reminded_of_a_case_of_their_own(world, browser_of):
    case = a_case("consent", world=world, purpose="another purpose").submitted().accepted()
    mei = case.row.named[0].subject
    mei.role_assignments.create(role="reviewer")
    assert case.row.reference not in browser_of("mei").get("/staff/holds/?part=reminders").text


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
    row = page.partition(">reviewer.rui</a></th>")[2].partition("</tr>")[0]
    assert NUMBERS.findall(row) == ["1", "0", "1"]
    assert case.row.reference not in page
    assert rui.get("/staff/team/").status_code == 403
    assert "Team load" not in rui.get("/staff/").text
