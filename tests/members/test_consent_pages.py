"""A consent is given one question a page, has a receipt, and is withdrawn knowing what that does (P3a)."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import Consent
from disclosures.models import Case, Release, clock
from tests.browsing import signed_in

GIVE = "/me/consents/give/"
WHOLE = {
    "kind": "organisation", "recipient": "travelco", "purpose": "holiday offers",
    "items": ["contact.email", "partner.profile"], "contact.email": "masked", "length": "30",
}  # fmt: skip


def asked(answer):
    return re.search(r'name="step" value="([\w-]+)"', answer.text)[1]


def carried(answer):
    """The answers that the page carries in hidden fields."""
    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', answer.text)
    return [(name, value) for name, value in found if name not in {"csrfmiddlewaretoken", "step", "ident"}]


def test_one_question_a_page_and_every_answer_is_carried_to_the_end(browser):
    page = browser.get(GIVE)
    sent: dict = {}
    pages = (
        ("to-whom", {"kind": "organisation", "recipient": "travelco"}),
        ("for-what", {"purpose": "holiday offers"}),
        ("which-data", {"items": ["contact.email", "partner.profile"]}),
        ("how-much", {"contact.email": "masked"}),
        ("until-when", {"length": "30"}),
    )
    for step, answers in pages:
        assert asked(page) == step
        assert len(re.findall("<h1", page.text)) == 1
        sent |= answers | {"step": step}
        page = browser.post(GIVE, sent)
    assert asked(page) == "check"
    assert ("recipient", "travelco") in carried(page)
    done = browser.post(GIVE, sent | {"step": "check", "ident": str(uuid4())})
    consent = Consent.objects.get(subject__name="bo")
    assert done.headers["Location"] == f"/me/consents/{consent.public_id}/"
    assert {(row.item, row.detail) for row in consent.items.all()} == {
        ("contact.email", "masked"), ("partner.profile", "full"),
    }  # fmt: skip
    assert consent.until - consent.given_at == timedelta(days=30)


def test_how_much_is_asked_only_where_there_is_a_choice(browser):
    page = browser.post(GIVE, WHOLE | {"items": ["partner.profile"], "step": "which-data"} | {"length": ""})
    assert asked(page) == "until-when"


def test_an_answer_is_changed_from_the_check_and_leads_back_to_it(browser):
    page = browser.post(GIVE, WHOLE | {"step": "until-when"})
    assert asked(page) == "check"
    page = browser.post(GIVE, WHOLE | {"step": "check", "to": "for-what"})
    assert asked(page) == "for-what"
    assert 'value="holiday offers"' in page.text
    page = browser.post(GIVE, WHOLE | {"step": "for-what", "purpose": "winter offers"})
    assert asked(page) == "check"
    assert "winter offers" in page.text


@pytest.mark.parametrize(
    ("step", "change", "words"),
    [
        ("to-whom", {"kind": ""}, "Select whether it is an organisation or a person"),
        ("to-whom", {"recipient": "unheard of"}, "The register has none of this name"),
        ("to-whom", {"kind": "person", "recipient": "bo"}, "you have your own data already"),
        ("for-what", {"purpose": ""}, "Enter the purpose"),
        ("for-what", {"purpose": "\u200b"}, "Enter the purpose"),
        ("for-what", {"purpose": "sale of your data"}, "never sold, rented or traded"),
        ("for-what", {"purpose": "offers; a survey"}, "Enter one purpose only"),
        ("which-data", {"items": []}, "Tick at least one kind of data"),
        ("which-data", {"items": ["search.keywords"]}, "Select a valid choice"),
        ("which-data", {"items": ["complaint.right"]}, "Select a valid choice"),
        ("how-much", {"contact.email": "everything"}, "Select a valid choice"),
        ("until-when", {"length": "day"}, "Enter the last day of the consent"),
        ("until-when", {"length": "day", "day-day": "31", "day-month": "2", "day-year": "2099"}, "date that exists"),
        ("until-when", {"length": "day", "day-day": "1", "day-month": "1", "day-year": "2020"}, "today or later"),
        ("until-when", {"length": "day", "day-day": "1", "day-month": "1", "day-year": "2999"}, "within ten years"),
    ],
)
def test_an_error_says_what_to_do_and_keeps_what_was_typed(browser, step, change, words):
    sent = WHOLE | change | {"step": step}
    page = browser.post(GIVE, sent)
    assert asked(page) == step
    assert "There is a problem" in page.text
    assert words in page.text
    for name, value in change.items():
        if isinstance(value, str) and value.isprintable() and value and name not in {"contact.email", "kind", "length"}:
            assert f'value="{value}"' in page.text
    assert not Consent.objects.filter(subject__name="bo").exists()


def test_the_last_press_checks_everything_again(browser):
    page = browser.post(GIVE, WHOLE | {"purpose": "sale of your data", "step": "check"})
    assert asked(page) == "for-what"
    assert not Consent.objects.filter(subject__name="bo").exists()


def test_a_double_press_gives_it_once(browser):
    sent = WHOLE | {"step": "check", "ident": str(uuid4())}
    places = [browser.post(GIVE, sent).headers["Location"] for _ in range(2)]
    assert places[0] == places[1]
    assert Consent.objects.filter(subject__name="bo").count() == 1


def test_somebody_else_s_name_for_a_consent_is_not_taken_over(browser):
    theirs = Consent.objects.get(subject__name="mei")
    browser.post(GIVE, WHOLE | {"step": "check", "ident": str(theirs.public_id)})
    theirs.refresh_from_db()
    assert theirs.subject.name == "mei"
    assert Consent.objects.filter(subject__name="bo").count() == 1


def test_a_day_counts_to_its_end(browser):
    last = {"length": "day", "day-day": "31", "day-month": "12", "day-year": "2026"}
    year = clock.now().year + 1
    browser.post(GIVE, WHOLE | last | {"day-year": str(year), "step": "check"})
    assert Consent.objects.get(subject__name="bo").until.isoformat() == f"{year}-12-31T16:00:00+00:00"


def test_nothing_that_was_answered_is_in_an_address_or_stored(browser):
    page = browser.post(GIVE, WHOLE | {"step": "until-when"})
    assert page.status_code == 200
    assert "travelco" not in str(dict(browser.session))
    assert "travelco" not in str(page.request)


def test_a_person_nobody_knows_is_answered_as_one_that_is_known(browser):
    pages = [browser.post(GIVE, WHOLE | {"kind": "person", "recipient": name, "step": "to-whom", "purpose": ""})
             for name in ("lin", "nobody")]  # fmt: skip
    assert [asked(page) for page in pages] == ["for-what", "for-what"]


@pytest.fixture
def released(cast, prize):
    """One access that is open on mei's consent."""
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{reference}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/", {"shown": shown})
    cast.work()
    assert Release.objects.get().status == "available"
    return reference


def test_the_effect_is_said_before_the_press_and_a_look_changes_nothing(cast, released):
    mei, consent = signed_in(cast.world.users["mei"]), Consent.objects.get(subject__name="mei")
    page = mei.get(f"/me/consents/{consent.public_id}/withdraw/").text
    assert "1 access that is open now closes within a minute" in page
    assert released in page
    assert Release.objects.get().status == "available"
    done = mei.post(f"/me/consents/{consent.public_id}/withdraw/")
    assert done.headers["Location"] == "/me/consents/"
    assert Release.objects.get().status == "revoked"
    assert "You withdrew the consent" in mei.get("/me/consents/").text


def test_a_second_press_changes_nothing_and_says_so(cast):
    mei, consent = signed_in(cast.world.users["mei"]), Consent.objects.get(subject__name="mei")
    for _ in range(2):
        mei.post(f"/me/consents/{consent.public_id}/withdraw/")
    assert "had ended already" in mei.get("/me/consents/").text
    assert mei.get(f"/me/consents/{consent.public_id}/withdraw/").status_code == 302


@pytest.mark.parametrize("rest", ["", "receipt.json", "withdraw/"])
def test_somebody_else_s_consent_is_as_unknown_as_none(browser, rest):
    theirs = Consent.objects.get(subject__name="mei").public_id
    answers = [browser.get(f"/me/consents/{ident}/{rest}") for ident in (theirs, uuid4())]
    assert [answer.status_code for answer in answers] == [404, 404]
    texts = [re.sub(r"[0-9a-f-]{36}|csrfmiddlewaretoken.*?>", "", answer.text) for answer in answers]
    assert texts[0] == texts[1]
    assert browser.post(f"/me/consents/{theirs}/withdraw/").status_code == 404


def test_the_receipt_is_a_page_and_a_file(cast):
    mei, consent = signed_in(cast.world.users["mei"]), Consent.objects.get(subject__name="mei")
    page = mei.get(f"/me/consents/{consent.public_id}/").text
    assert "travelco" in page
    assert str(consent.public_id) in page
    answer = mei.get(f"/me/consents/{consent.public_id}/receipt.json")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert json.loads(answer.content) == cast("mei").get(f"/consents/{consent.public_id}/receipt/").json()


def test_a_question_answered_with_no_is_shown_with_the_day_until_it_rests(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"purpose": "survey", "submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    cast("mei").post(f"/cases/{reference}/answer/", {"grant": []})
    page = signed_in(cast.world.users["mei"]).get("/me/consents/").text
    until = (Case.objects.get(reference=reference).decided_at + timedelta(days=90)).date()
    assert "travelco, for “survey”: not again before" in page
    assert str(until.year) in page
    Case.objects.filter(reference=reference).update(decided_at=clock.now() - timedelta(days=91))
    assert "not again before" not in signed_in(cast.world.users["mei"]).get("/me/consents/").text


def test_an_empty_page_says_so(browser):
    assert "Nobody may have data from us on a consent of yours" in browser.get("/me/consents/").text
