"""The code before a release opens in a browser: where it goes, how far it goes, and that it is nowhere kept."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail

from accounts.models import Organisation, Token, User
from disclosures import outbox
from disclosures.domain.one_time_code import UNLOCKS_FOR
from disclosures.models import Job, OpeningCode, clock
from tests.browsing import signed_in
from tests.callers import Caller
from tests.canary.places import tables
from tests.sign_ins import a_person


def back_in_time(**by):
    """As if what was asked and sent had been that long ago."""
    for code in OpeningCode.objects.all():
        code.asked_at -= timedelta(**by)
        code.sent_at = code.sent_at and code.sent_at - timedelta(**by)
        code.spent_at = code.spent_at and code.spent_at - timedelta(**by)
        code.save()


def test_a_look_sends_spends_and_opens_nothing(prize):
    for _ in range(3):
        page = prize.see()
        assert (page.status_code, "Send me the code" in page.text) == (200, True)
        assert "What you were given" not in page.text
    for what in ("code/send", "code", "open", "download", "limits", "receipt"):
        assert prize.browser.get(f"{prize.path}{what}/").status_code == 405
    assert not OpeningCode.objects.exists()
    assert prize.release.grant.openings == 0


def test_an_organisations_code_goes_to_the_address_in_our_register(prize):
    Organisation.objects.filter(name="travelco").update(registered_email="legal@travelco.example")
    code = prize.ask()
    assert mail.outbox[-1].to == ["legal@travelco.example"]
    assert prize.case.row.reference in mail.outbox[-1].subject
    assert prize.press("code", code=code.lower().replace("-", " ")).status_code == 302
    assert "Show all values" in prize.see().text


def test_a_persons_code_goes_to_their_verified_address_and_to_no_other(dispute):
    dispute.reader.email = "typed@somewhere.example"
    dispute.reader.save()
    dispute.ask()
    assert mail.outbox[-1].to == ["ana@people.example"]


def test_without_a_registered_address_nothing_is_sent(prize):
    Organisation.objects.filter(name="travelco").update(registered_email="")
    sent = len(mail.outbox)
    assert "We have none" in prize.see().text
    assert prize.press("code/send").status_code == 422
    outbox.drain(at=clock.now())
    assert len(mail.outbox) == sent


def test_a_wrong_code_is_refused_and_five_are_the_end_of_it(prize):
    code = prize.ask()
    for _ in range(4):
        answer = prize.press("code", code="BBBB-BBBB")
        assert (answer.status_code, "This is not the code" in answer.text) == (200, True)
    assert "does not count any more" in prize.press("code", code="BBBB-BBBB").text
    assert "does not count any more" in prize.press("code", code=code).text
    assert "Send me the code" in prize.see().text or "Send a new code" in prize.see().text
    assert len(prize.told("code_refused")) == 5
    assert prize.release.grant.openings == 0


def test_a_code_is_good_for_ten_minutes_from_its_sending(prize):
    code = prize.ask()
    back_in_time(minutes=10)
    assert "does not count any more" in prize.press("code", code=code).text
    assert prize.press("code", code=prize.ask()).status_code == 302


def test_a_newer_code_makes_the_older_void(prize):
    older = prize.ask()
    back_in_time(seconds=30)
    newer = prize.ask()
    assert older != newer
    assert "This is not the code" in prize.press("code", code=older).text
    assert prize.press("code", code=newer).status_code == 302


def test_a_button_pressed_twice_sends_one_code(prize):
    sent = len(mail.outbox)
    code = prize.ask()
    assert prize.ask() == code
    assert len(mail.outbox) == sent + 1


def test_nobody_needs_six_codes_in_an_hour(prize):
    for _ in range(5):
        prize.ask()
        back_in_time(seconds=30)
    answer = prize.press("code/send")
    assert (answer.status_code, "too_many_codes" in answer.text) == (429, True)
    back_in_time(hours=1)
    assert prize.press("code", code=prize.ask()).status_code == 302


def test_a_code_is_spent_once_and_for_one_browser(prize):
    other = signed_in(prize.reader)
    code = prize.ask()
    assert prize.press("code", code=code).status_code == 302
    assert "does not count any more" in other.press(f"{prize.path}code/", {"code": code}).text
    assert "Show all values" not in other.get(prize.path).text
    assert other.press(f"{prize.path}open/", {"item": "all"}).status_code == 302
    assert "Show all values" in prize.see().text


def test_half_an_hour_later_the_browser_needs_another(prize):
    prize.unlock()
    back_in_time(minutes=30)
    assert "Send me the code" in prize.see().text
    assert prize.press("open", item="all").status_code == 302
    assert prize.release.grant.openings == 0


def test_a_colleague_cannot_spend_ones_code(prize):
    tom = prize.reader
    tina = a_person(
        "tina", organisation=tom.organisation, verified_at=tom.verified_at, verified_until=tom.verified_until
    )
    tina.role_assignments.create(role="partner")
    colleague = signed_in(tina)
    assert colleague.get(prize.path).status_code == 200
    assert "does not count any more" in colleague.press(f"{prize.path}code/", {"code": prize.ask()}).text


def test_the_code_is_in_no_table_no_job_and_no_log(prize, caplog):
    with caplog.at_level(0):
        code = prize.ask()
        prize.press("code", code=code)
    plain = code.replace("-", "")
    assert not [table for table, row in tables(but=frozenset()) if code in row or plain in row]
    assert code not in caplog.text
    assert code not in str(list(Job.objects.values()))


def test_a_job_that_runs_twice_mails_the_same_code(prize):
    first = prize.ask()
    OpeningCode.objects.update(sent_at=None)
    Job.objects.filter(topic="release.code").update(state="ready", finished_at=None)
    outbox.drain(at=clock.now())
    assert [first in letter.body for letter in mail.outbox[-2:]] == [True, True]
    assert mail.outbox[-1].extra_headers == mail.outbox[-2].extra_headers


def test_a_code_nobody_may_use_any_more_is_not_sent(prize):
    sent = len(mail.outbox)
    prize.press("code/send")
    prize.case.stage.at = clock.now()
    prize.case.does("revoke", by="counsel.chen", reason="an error")
    outbox.drain(at=clock.now())
    assert not [letter for letter in mail.outbox[sent:] if "code" in letter.subject.lower()]


@pytest.mark.parametrize("form", ["content", "download"])
def test_a_session_at_the_api_opens_nothing_without_the_code(prize, form):
    def at_the_api():
        return prize.browser.post(
            f"/api/v1/releases/{prize.release.pk}/{form}/",
            {},
            content_type="application/json",
            headers={"Sec-Fetch-Site": "same-origin"},
        )

    assert (at_the_api().status_code, at_the_api().json()["code"]) == (403, "code_needed")
    assert prize.release.grant.openings == 0
    prize.unlock()
    assert at_the_api().status_code == 200
    assert prize.release.grant.openings == 1


def test_only_its_recipient_can_ask_for_one(prize):
    stranger = signed_in(prize.case.user("kai"))
    assert stranger.get(prize.path).status_code == 404
    for what in ("code/send", "code", "open", "download", "limits", "receipt"):
        assert stranger.press(f"{prize.path}{what}/", {"item": "all"}).status_code == 404
    assert not OpeningCode.objects.exists()


def test_a_password_makes_no_token_that_opens_and_a_code_typed_in_the_same_browser_does(prize):
    def make(browser, *scopes):
        wish = {"label": "dispatch system", "scopes": list(scopes)}
        return browser.post("/api/v1/tokens/", wish, content_type="application/json")

    assert make(prize.browser, "read", "act").status_code == 201
    refused = make(prize.browser, "read", "open")
    assert (refused.status_code, refused.json()["code"], Token.objects.count()) == (403, "no_code_typed", 1)
    prize.unlock()
    assert make(signed_in(prize.reader), "open").json()["code"] == "no_code_typed"
    made = make(prize.browser, "open")
    assert made.status_code == 201
    machine = Caller("tom", made.json()["secret"])
    assert machine.post(f"/releases/{prize.release.pk}/content/").status_code == 200
    User.objects.filter(pk=prize.reader.pk).update(organisation=None)
    assert make(prize.browser, "open").json()["code"] == "no_code_typed", "the code was their organisation's"
    User.objects.filter(pk=prize.reader.pk).update(organisation=prize.reader.organisation)
    OpeningCode.objects.update(spent_at=clock.now() - UNLOCKS_FOR)
    assert make(prize.browser, "open").json()["code"] == "no_code_typed"
