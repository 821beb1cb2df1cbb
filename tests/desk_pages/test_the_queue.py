"""Today and the queue: what somebody of the legal staff has to do, and nothing that is not theirs."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.domain.roles import Role
from disclosures.models import Case, CaseAssignment, clock
from tests.cast import a_case, a_world, staff

TAKE = "/staff/take-next/"


def tab(browser, name: str) -> str:
    return browser.get(f"/staff/?tab={name}").text


def test_the_next_one_is_taken_once_and_is_work_from_then_on(case, browser_of):
    ren, rui = browser_of("reviewer.ren"), browser_of("reviewer.rui")
    assert case.row.reference in tab(ren, "unassigned")
    answer = ren.press(TAKE)
    assert answer.headers["Location"] == f"/staff/cases/{case.row.reference}/"
    assert case.row.reference in tab(ren, "mine")
    assert case.row.reference not in tab(ren, "unassigned")
    assert rui.press(TAKE).headers["Location"] == "/staff/"
    assert CaseAssignment.objects.get().to.name == "reviewer.ren"


def test_who_filed_it_or_is_its_subject_is_not_given_it(browser_of):
    case = a_case("violation", world=a_world(at=clock.now())).submitted()
    assert browser_of("reviewer.triage").press(TAKE).headers["Location"] == "/staff/"
    assert not CaseAssignment.objects.exists()
    case.row.named[0].subject.role_assignments.create(role=Role.REVIEWER)
    assert case.row.reference not in tab(browser_of("mei"), "open")


def test_a_case_waits_for_the_signature_of_whose_turn_it_is(case, browser_of):
    case.accepted()
    assert case.row.reference in tab(browser_of("reviewer.rui"), "sign")
    assert case.row.reference not in tab(browser_of("counsel.chen"), "sign")
    case.does("sign", step="authenticate", by="reviewer.rui")
    assert case.row.reference not in tab(browser_of("reviewer.rui"), "sign")
    page = tab(browser_of("counsel.chen"), "sign")
    assert case.row.reference in page
    assert "1/3" in page


def test_what_is_late_counts_and_says_so(case, browser_of):
    Case.objects.filter(pk=case.row.pk).update(due_at="2026-01-02T00:00:00Z")
    page = browser_of("reviewer.ren").get("/staff/?tab=late").text
    assert "1 answer is late" in page
    assert "days late" in page


def test_filters_are_chips_that_can_be_removed(case, browser_of):
    page = browser_of("reviewer.ren").get("/staff/?tab=open&basis=consent&status=triage").text
    assert case.row.reference not in page
    assert 'href="?tab=open&amp;status=triage"' in page
    assert 'href="?tab=open&amp;basis=consent"' in page
    assert case.row.reference in browser_of("reviewer.ren").get("/staff/?tab=open&basis=legal_request").text


def test_a_typed_reference_leads_to_its_case_and_rubbish_is_said_to_be(case, browser_of):
    ren = browser_of("reviewer.ren")
    typed = case.row.reference.lower()
    assert ren.get(f"/staff/?reference={typed}").headers["Location"] == f"/staff/cases/{case.row.reference}/"
    assert "This is no reference" in ren.get("/staff/?reference=%00;--").text


@pytest.mark.parametrize("words", ["tab=nothing", "page=x", "page=99999999999", "basis=%27&status=%22", "page=-1"])
def test_an_address_with_rubbish_shows_the_first_page(case, browser_of, words):
    assert browser_of("reviewer.ren").get(f"/staff/?{words}").status_code == 200


def test_a_page_costs_the_same_queries_for_one_case_and_for_many(case, browser_of):
    ren = browser_of("reviewer.ren")
    ren.get("/staff/?tab=open")

    def asked() -> int:
        with CaptureQueriesContext(connection) as seen:
            assert ren.get("/staff/?tab=open").status_code == 200
        return len(seen)

    one = asked()
    for _ in range(3):
        a_case("legal_request", world=case.stage.world).submitted()
    assert asked() == one


def test_an_auditor_reads_the_queue_and_takes_nothing(case, client, browser_of):
    staff("aud", Role.AUDITOR)
    aud = browser_of("aud")
    assert case.row.reference in aud.get("/staff/").text
    assert "Take the next one" not in aud.get("/staff/").text
    assert aud.press(TAKE).status_code == 403
