"""An officer asks that data be kept: one question a page, each saved, checked twice, asked once (P3c)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from accounts.models import User
from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models import LedgerEntry, Preservation, PreservationDraft, clock
from tests import browsing
from tests.authority_pages.asking import ANSWERS, NEW, SECOND, answered, ask, edition

QUESTIONS = tuple(ANSWERS)


@pytest.fixture
def officer(browser_of):
    return browser_of("officer")


def draft() -> str:
    return f"/preservations/drafts/{PreservationDraft.objects.get().reference}/"


def test_each_question_has_a_page_that_says_why_and_saves(officer):
    where = officer.press(NEW).headers["Location"]
    for number, question in enumerate(QUESTIONS):
        assert where.endswith(f"/ask/{question}/")
        page = officer.get(where)
        assert page.text.count("<h1") == 1
        where = officer.press(where, {"edition": edition(page), **ANSWERS[question]}).headers["Location"]
        assert PreservationDraft.objects.get().edition == number + 1
    assert where == f"{draft()}check/"
    assert not Preservation.objects.exists()
    again = browsing.signed_in(User.objects.get(name="officer"))
    assert "F-9" in again.get(f"{draft()}ask/inquiry/").text, "on another machine too"
    assert draft() in again.get("/preservations/").text


def test_the_time_is_asked_only_of_data_that_has_one(officer):
    where = officer.press(NEW).headers["Location"]
    officer.press(where, {"edition": 0, **ANSWERS["whose"]})
    then = officer.press(f"{draft()}ask/what/", {"edition": 1, "items": ["contact.phone"]})
    assert then.headers["Location"] == f"{draft()}ask/inquiry/"
    assert officer.get(f"{draft()}ask/when/").headers["Location"].endswith("/ask/inquiry/")


@pytest.mark.parametrize(
    ("question", "typed", "says"),
    [
        ("whose", {"names": " "}, "Enter whose data is to be kept"),
        ("whose", {"names": "\n".join(map(str, range(51)))}, "Enter at most 50 names"),
        ("what", {}, "Tick at least one kind of data"),
        ("what", {"items": ["identity.password"]}, "identity.password"),
        ("inquiry", {"inquiry": ""}, "Enter the inquiry"),
        ("law", {"statute": ""}, "Enter the statute and its article"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_is_saved(officer, question, typed, says):
    answered(officer)
    before = PreservationDraft.objects.get()
    page = officer.press(f"{draft()}ask/{question}/", {"edition": before.edition, **typed})
    assert says in page.text
    assert "There is a problem" in page.text
    assert PreservationDraft.objects.get().answers == before.answers


def test_the_last_day_is_not_before_the_first(officer):
    answered(officer)
    typed = {**ANSWERS["when"], "ends-day": "1", "ends-month": "1", "ends-year": "2026", "edition": 5}
    assert "The last day must be the first day or later" in officer.press(f"{draft()}ask/when/", typed).text


def test_an_older_tab_meets_both_versions_and_loses_nothing(officer):
    answered(officer)
    stale = PreservationDraft.objects.get().edition
    officer.press(f"{draft()}ask/inquiry/", {"edition": stale, "inquiry": "F-10"})
    page = officer.press(f"{draft()}ask/inquiry/", {"edition": stale, "inquiry": "F-11"})
    assert page.status_code == 409
    assert "F-10" in page.text
    assert "F-11" in page.text
    officer.press(f"{draft()}ask/inquiry/", {"edition": edition(page), "inquiry": "F-11"})
    assert PreservationDraft.objects.get().answers["inquiry"] == "F-11"


def test_it_is_asked_only_when_both_are_confirmed_and_only_once(officer):
    answered(officer)
    check = f"{draft()}check/"
    page = officer.get(check)
    assert "2026-02-01 – …" in page.text
    for missing in SECOND:
        sent = {name: value for name, value in SECOND.items() if name != missing} | {"edition": edition(page)}
        refused = officer.press(check, sent)
        assert refused.text.count("Confirm that") == 2
    assert not Preservation.objects.exists()
    sent = {**SECOND, "edition": edition(page)}
    first, second = (officer.press(check, sent) for _press in range(2))
    made = Preservation.objects.get()
    assert first.headers["Location"] == second.headers["Location"] == f"/preservations/{made.reference}/"
    assert PreservationDraft.objects.get().answers == {}
    assert PreservationDraft.objects.get().reference == made.reference
    assert LedgerEntry.objects.filter(event="preservation_asked").count() == 1
    assert "waives no objection" in officer.get(first.headers["Location"]).text


def test_what_was_changed_after_the_check_is_checked_again(officer):
    answered(officer)
    page = officer.get(f"{draft()}check/")
    officer.press(f"{draft()}ask/inquiry/", {"edition": edition(page), "inquiry": "F-10"})
    refused = officer.press(f"{draft()}check/", {**SECOND, "edition": edition(page)})
    assert (refused.status_code, "Check them again" in refused.text) == (409, True)
    assert not Preservation.objects.exists()


def test_with_an_answer_missing_there_is_nothing_to_check(officer):
    officer.press(NEW)
    assert officer.get(f"{draft()}check/").headers["Location"].endswith("/ask/whose/")


def test_a_blank_one_is_taken_again(officer):
    for _press in range(2):
        officer.press(NEW)
    assert PreservationDraft.objects.count() == 1


def test_it_is_thrown_away_after_a_page_that_says_so(officer):
    answered(officer)
    where = draft()
    assert "cannot be brought back" in officer.get(f"{where}drop/").text
    assert PreservationDraft.objects.get().is_open
    for _press in range(2):
        officer.press(f"{where}drop/")
    one = PreservationDraft.objects.get()
    assert (one.answers, one.dropped_at is not None) == ({}, True)
    assert LedgerEntry.objects.filter(event="preservation_dropped").count() == 1
    assert where not in officer.get("/preservations/").text


def test_to_anybody_else_there_is_none(officer, world):
    answered(officer)
    colleague = User.objects.create(name="colleague", organisation=User.objects.get(name="officer").organisation)
    colleague.role_assignments.create(role="authority")
    User.objects.filter(name="colleague").update(verified_at=clock.now())
    browser = browsing.signed_in(User.objects.get(name="colleague"))
    for path in ("ask/whose/", "check/", "drop/"):
        assert browser.get(f"{draft()}{path}").status_code == 404
        assert browsing.signed_in(User.objects.get(name="mei")).get(f"{draft()}{path}").status_code == 403


def test_the_ledger_and_the_addresses_hold_no_name(officer):
    ask(officer)
    assert not LedgerEntry.objects.filter(text__contains="nobody.known").exists()
    assert not LedgerEntry.objects.filter(text__contains="F-9").exists()


def test_one_that_nobody_changes_ends_by_its_clock(officer):
    answered(officer)
    where = draft()
    assert re.search(r"kept until \d{4}-", re.sub(r"\s+", " ", officer.get(f"{where}check/").text))
    at = clock.now() + timedelta(days=91)
    outbox.promise_periods(timers={Topic.DRAFTS_END: timedelta(hours=1)}, at=at)
    outbox.drain(at=at)
    one = PreservationDraft.objects.get()
    assert (one.answers, one.dropped_at is not None) == ({}, True)
    assert LedgerEntry.objects.filter(event="draft_ended", chain=f"preservation_draft:{one.pk}").count() == 1
    assert officer.get(f"{where}check/").headers["Location"] == "/preservations/"
