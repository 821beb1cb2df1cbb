"""Your requests and one of them: the six words, what comes next, what can be done, and whose it is."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.actions import relays
from disclosures.models import Case, clock
from disclosures.portals.requests import words
from disclosures.queries.standing import Standing
from disclosures.queries.told import TOLD
from tests.cast import ACase, a_case

PAGES = ("", "receipt/", "filed/", "check/", "do/write/")


@pytest.fixture
def case(world) -> ACase:
    return a_case("consent", world=world).submitted()


def at(case: ACase, page: str = "") -> str:
    return f"/requests/{case.row.reference}/{page}"


def test_every_event_that_is_told_has_its_words():
    assert set(words.EVENTS) == TOLD[Standing.REQUESTER] | TOLD[Standing.RECIPIENT]


def test_an_empty_list_says_what_to_do(browser_of):
    page = browser_of("kai").get("/requests/").text
    assert "You have filed nothing yet" in page
    assert 'href="/requests/new/"' in page


def test_a_colleague_follows_it_and_a_stranger_finds_nothing(case, browser_of):
    tom = browser_of("tom")
    assert case.row.reference in tom.get("/requests/").text
    assert case.row.reference not in browser_of("kai").get("/requests/").text
    for page in PAGES:
        assert tom.get(at(case, page)).status_code in {200, 302}
        assert browser_of("kai").get(at(case, page)).status_code == 404
        assert browser_of("mei").get(at(case, page)).status_code == 404  # whose data it is: her own page tells her
    assert browser_of("tom").get("/requests/XX-2222-2222/").status_code == 404


def test_the_list_costs_the_same_for_one_and_for_many(case, world, browser_of):
    tom = browser_of("tom")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            assert tom.get("/requests/").status_code == 200
        return len(seen)

    queries()
    one = queries()
    for _ in range(3):
        a_case("consent", world=world)
    assert queries() == one
    assert len(re.findall(r"Draft: not filed yet", tom.get("/requests/").text)) == 3


def test_it_is_told_in_six_words_from_receipt_to_collecting(case, browser_of):
    tom = browser_of("tom")

    def said() -> str:
        return re.search(r'<dd><strong class="govuk-tag[^>]*>([^<]+)<', tom.get(at(case)).text)[1]

    assert said() == "Received"
    case.accepted()
    assert said() == "Being checked"
    case.signed().worked()
    assert said() == "Ready for you"
    assert f'href="/received/{case.row.reference}/"' in tom.get(at(case)).text


def test_what_the_desk_does_inside_is_not_told(case, browser_of):
    case.accepted()
    page = browser_of("tom").get(at(case)).text
    assert "Filed · you" in page
    assert "Accepted" not in page
    assert "reviewer.ren" not in page


def test_withdrawing_asks_first_and_is_done_once(case, browser_of):
    tom = browser_of("tom")
    assert "Nothing will leave on it" in tom.get(at(case, "do/withdraw/")).text
    assert case.row.status == "triage"
    assert tom.press(at(case, "do/withdraw/")).status_code == 302
    assert case.row.status == "withdrawn"
    assert tom.press(at(case, "do/withdraw/")).status_code == 409
    assert "do/withdraw/" not in tom.get(at(case)).text


def test_an_appeal_needs_a_reason(case, browser_of):
    case.does("refuse", by="reviewer.ren", code="insufficient_information")
    tom = browser_of("tom")
    page = tom.get(at(case)).text
    assert "It does not say enough to act on" in page
    assert "do/appeal/" in page
    assert "Enter a reason" in tom.press(at(case, "do/appeal/"), {"text": ""}).text
    assert tom.press(at(case, "do/appeal/"), {"text": "we named the prize"}).status_code == 302
    assert case.row.status == "triage"


def test_what_was_returned_is_changed_and_filed_again(case, browser_of):
    case.does("return", by="reviewer.ren", reason="say which prize")
    tom = browser_of("tom")
    page = tom.get(at(case)).text
    assert "We need something from you" in page
    assert "say which prize" not in page
    shown = tom.get(at(case, "check/")).text
    assert "File it again" in shown
    edition = re.search(r'name="edition" value="(\d+)"', shown)[1]
    assert tom.press(at(case, "check/"), {"edition": edition}).headers["Location"] == at(case, "filed/")
    assert case.row.status == "triage"


def test_a_message_reaches_the_desk_and_stands_in_the_thread(case, browser_of):
    tom = browser_of("tom")
    assert tom.press(at(case, "do/write/"), {"text": "is a copy enough?"}).status_code == 302
    assert "is a copy enough?" in tom.get(at(case)).text
    assert Case.objects.get().messages.get().thread == "requester"


def test_a_draft_has_no_receipt(world, browser_of):
    draft = a_case("consent", world=world)
    for page in ("receipt/", "filed/"):
        assert browser_of("tom").get(at(draft, page)).headers["Location"] == at(draft)
    assert "Nobody at the desk reads it" in browser_of("tom").get(at(draft)).text


def test_a_message_that_is_sent_twice_is_written_once(world, browser_of):
    case, tom = a_case("consent", world=world).submitted(), browser_of("tom")
    form = tom.get(at(case, "do/write/")).text
    sent = {"text": "is a copy enough?", "ident": re.search(r'name="ident"[^>]* value="([0-9a-f-]{36})"', form)[1]}
    assert [tom.press(at(case, "do/write/"), sent).status_code for _ in range(2)] == [302, 302]
    assert case.row.messages.count() == 1


def test_a_party_first_writes_to_the_other_through_the_desk_and_says_whether_it_helped(world, browser_of):
    case = a_case("transaction_dispute", world=world).submitted()
    ana = browser_of("ana")
    assert "do/helped/" not in ana.get(at(case)).text
    assert ana.press(at(case, "do/pass-on/"), {"text": "please answer"}).status_code == 302
    page = ana.get(at(case)).text
    assert "please answer" in page
    assert "do/pass-on/" not in page
    relays.answer(relay=case.row.relays.get(), text="sent today", by=case.user("mei"), at=clock.now())
    assert "sent today" in ana.get(at(case)).text
    assert ana.press(at(case, "do/helped/")).status_code == 302
    assert case.row.status == "withdrawn"
    assert "Settled between the two of you" in ana.get(at(case)).text


def test_after_an_emergency_the_paper_is_presented_on_the_page(world, browser_of):
    danger = {"danger": "a child is missing", "how_data_help": "to find the phone"}
    words = {"authority": "psb", "called_back": True, "emergency": danger}
    case = a_case("legal_request", world=world, particulars=words, asks=["contact.phone"]).released()
    officer = browser_of("officer")
    assert "do/present-paper/" in officer.get(at(case)).text
    day = {"issued_at-day": 1, "issued_at-month": 1, "issued_at-year": 2026}
    typed = {"kind": "warrant", "statute": "CPL 54", "items": ["contact.phone"], **day}
    missing = officer.press(at(case, "do/present-paper/"), typed)
    assert "Enter the number of the paper" in missing.text
    assert officer.press(at(case, "do/present-paper/"), typed | {"number": "W-3"}).status_code == 302
    assert "The formal paper was presented" in officer.get(at(case)).text
