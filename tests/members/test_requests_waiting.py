"""What waits for a member is answered item by item, objected to, or offered another way; and each once."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import Consent
from disclosures.actions import relays
from disclosures.models import Case, LedgerEntry, Objection, Relay, clock
from tests.browsing import signed_in
from tests.cast import a_case, a_world
from tests.members.test_about_me_pages import page_of, plain

pytestmark = pytest.mark.usefixtures("desk")
SOME = {"identity.legal_name": "full", "contact.email": "masked", "contact.phone": "none", "length": "30"}
NONE = {"identity.legal_name": "none", "contact.email": "none", "contact.phone": "none"}
NOTHING_CHANGED = "Nothing was changed."


@pytest.fixture
def question():
    """A case that asks mei for a consent."""
    return a_case("consent", world=a_world(at=clock.now()), purpose="a survey").submitted().accepted()


@pytest.fixture
def window():
    """A case of which mei was told before, and may object."""
    asks = ["contact.phone", "contact.email"]
    return a_case("transaction_dispute", world=a_world(at=clock.now()), asks=asks).submitted().accepted().signed()


def mei_of(case):
    return signed_in(case.user("mei"))


def test_a_question_is_answered_item_by_item_and_the_effect_is_said_before_the_press(question):
    mei, where = mei_of(question), f"{page_of(question)}answer/"
    assert "1 thing waits for you" in plain(mei.get("/me/"))
    assert "Answer the request" in plain(mei.get(page_of(question)))
    assert "tom" not in plain(mei.get(where)) or "travelco asks that travelco" in plain(mei.get(where))
    check = plain(mei.post(where, SOME))
    for words in (
        "Legal name</li><li>Email address, partly hidden",
        "You keep back",
        "Phone number",
        "You can withdraw it",
    ):
        assert words in check
    assert not Consent.objects.filter(purpose="a survey").exists()
    assert question.row.status == "waiting_for_subject"
    done = mei.post(where, SOME | {"step": "check"})
    assert done.headers["Location"] == page_of(question)
    consent = Consent.objects.get(purpose="a survey")
    assert {row.item: row.detail for row in consent.items.all()} == {
        "identity.legal_name": "full", "contact.email": "masked",
    }  # fmt: skip
    assert timedelta(days=29) < consent.until - clock.now() <= timedelta(days=30)
    assert "Your consent is given" in plain(mei.get(page_of(question)))
    assert "Being decided" in plain(mei.get("/me/"))


def test_a_second_press_gives_nothing_more_and_says_so(question):
    mei, where = mei_of(question), f"{page_of(question)}answer/"
    for _ in range(2):
        last = mei.post(where, SOME | {"step": "check"})
    assert last.headers["Location"] == page_of(question)
    assert NOTHING_CHANGED in plain(mei.get(page_of(question)))
    assert Consent.objects.filter(purpose="a survey").count() == 1
    assert mei.get(where).headers["Location"] == page_of(question)


def test_none_refuses_the_request_and_needs_no_end(question):
    mei, where = mei_of(question), f"{page_of(question)}answer/"
    assert "For 90 days nobody of the same organisation" in plain(mei.post(where, NONE))
    mei.post(where, NONE | {"step": "check"})
    assert (question.row.status, question.row.outcome) == ("refused", "not_consented")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"contact.phone": ""}, "Select how much they may have: Phone number"),
        ({"contact.phone": "everything"}, "Select a valid choice"),
        ({"length": ""}, "Select how long the consent counts"),
        ({"length": "day", "day-day": "1", "day-month": "1", "day-year": "2020"}, "today or later"),
    ],
)
def test_an_error_stands_beside_the_field_and_keeps_what_was_chosen(question, change, words):
    page = mei_of(question).post(f"{page_of(question)}answer/", SOME | change | {"step": "check"}).text
    assert "There is a problem" in page
    assert page.count(words) == 2  # in the summary and beside the field
    assert 'value="masked" checked' in page
    assert question.row.status == "waiting_for_subject"


def test_the_answer_is_changed_from_the_check_without_choosing_again(question):
    page = mei_of(question).post(f"{page_of(question)}answer/", SOME | {"step": "check", "to": "change"}).text
    assert 'value="masked" checked' in page
    assert question.row.status == "waiting_for_subject"


def test_after_its_time_a_question_cannot_be_answered(question):
    Case.objects.filter(pk=question.row.pk).update(waiting_until=clock.now() - timedelta(seconds=1))
    mei = mei_of(question)
    assert "0 things wait for you" in plain(mei.get("/me/"))
    mei.post(f"{page_of(question)}answer/", SOME | {"step": "check"})
    assert NOTHING_CHANGED in plain(mei.get(page_of(question)))
    assert not Consent.objects.filter(purpose="a survey").exists()


def test_an_announced_release_is_objected_to_with_a_reason_once(window):
    mei, where = mei_of(window), f"{page_of(window)}object/"
    assert "1 thing waits for you" in plain(mei.get("/me/"))
    assert "Nothing leaves until counsel or a privacy officer" in plain(mei.get(where))
    empty = mei.post(where, {"reason": " "}).text
    assert empty.count("Say why you object") == 2
    for _ in range(2):
        mei.post(where, {"reason": "we settled it"})
    assert Objection.objects.get().reason == "we settled it"
    page = plain(mei.get(page_of(window)))
    assert NOTHING_CHANGED in page
    assert "we settled it" not in page
    assert "0 things wait for you" in plain(mei.get("/me/"))


def test_another_channel_is_offered_where_the_clause_lets_me(window):
    mei, where = mei_of(window), f"{page_of(window)}channel/"
    assert "Signatures given so far are void" in plain(mei.get(where))
    assert mei.post(where, {"item": "contact.postal_address"}).text.count("Select a valid choice") == 2
    mei.post(where, {"item": "contact.email"})
    assert (window.row.channel_offered, window.row.status) == ("contact.email", "review")
    mei.post(where, {"item": "contact.phone"})
    assert window.row.channel_offered == "contact.email"
    assert NOTHING_CHANGED in plain(mei.get(page_of(window)))


def test_no_other_channel_is_offered_where_the_clause_does_not():
    case = a_case("violation", world=a_world(at=clock.now())).submitted().accepted().signed()
    page = plain(mei_of(case).get(page_of(case)))
    assert "Object to this disclosure" in page
    assert "Offer another way" not in page
    assert mei_of(case).get(f"{page_of(case)}channel/").headers["Location"] == page_of(case)


def test_a_look_changes_nothing(window):
    mei, before = mei_of(window), (window.row.edition, LedgerEntry.objects.count())
    for rest in ("", "object/", "channel/"):
        mei.get(f"{page_of(window)}{rest}")
    assert (window.row.edition, LedgerEntry.objects.count()) == before


def test_a_message_passed_on_is_answered_once_and_only_by_whom_it_went_to():
    case = a_case("transaction_dispute", world=a_world(at=clock.now())).submitted()
    relays.send(case=case.row, text="is the parcel on its way?", by=case.user("ana"), at=clock.now())
    mei, where = mei_of(case), f"/me/messages/{case.row.reference}/"
    assert "The other side of a transaction wrote to you" in plain(mei.get("/me/"))
    assert "is the parcel on its way?" in plain(mei.get(where))
    assert mei.post(where, {"text": " "}).text.count("Write your answer") == 2
    for words in ("it left on Monday", "no"):
        mei.post(where, {"text": words})
    page = plain(mei.get(where))
    assert NOTHING_CHANGED in page
    assert "it left on Monday" in page
    assert Relay.objects.get().answer == "it left on Monday"
    assert signed_in(case.user("ana")).get(where).status_code == 404
