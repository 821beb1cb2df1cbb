"""What a recipient sees once the code is typed: the manifest, and values only where they pressed."""

from __future__ import annotations

import hashlib
import json
from datetime import timedelta

import pytest

from accounts.models import MemberRecord, User
from disclosures import ledger
from disclosures.actions import members
from disclosures.actions.members import Account, Profile
from disclosures.bases import REGISTRY
from disclosures.delivery import opening
from disclosures.models import Grant, clock
from disclosures.portals.recipients import overview
from disclosures.queries import purposes
from tests.browsing import signed_in
from tests.cast import a_case
from tests.recipients.conftest import collecting
from tests.sign_ins import PASSWORD, sign_in
from tests.words.reading import foreign_on


def values_of(collected):
    (subject,) = opening.unsealed(collected.release)["subjects"]
    return {item: held["values"][0]["value"] for item, held in subject["items"].items()}


def test_ready_for_you_lists_what_is_open_and_then_what_ended(prize):
    page = prize.browser.get("/received/").text
    assert prize.case.row.reference in page
    assert f'href="{prize.path}"' in page
    prize.case.does("revoke", by="counsel.chen", reason="an error")
    page = prize.browser.get("/received/").text
    assert (prize.case.row.reference in page, f'href="{prize.path}"' in page) == (True, False)
    assert "Access that has ended" in page


def test_nothing_ready_says_so(prize):
    assert "Nothing is ready for you" in signed_in(prize.case.user("ana")).get("/received/").text


def test_the_page_names_items_reasons_and_ends_and_no_value(prize):
    prize.unlock()
    page = prize.see().text
    for words in ("Legal name", "Email address", "Phone number: the person did not consent to it", "0 of 50"):
        assert words in page, words
    assert "when the person withdraws the consent" in page
    assert not [value for value in values_of(prize).values() if value in page]
    assert prize.release.grant.openings == 0


def test_the_page_and_the_api_say_what_changed_since_and_not_how(prize):
    prize.unlock()
    assert "Changed since" not in prize.see().text
    MemberRecord.objects.filter(subject__name="mei").update(external_id="m-mei")
    members.keep_in_step(
        external_id="m-mei", account=Account("mei"), profile=Profile(email="new@mail.example"), version=1,
        by=prize.case.user("platform.machine"), at=clock.now(),
    )  # fmt: skip
    page = prize.see().text
    assert "Changed since" in page
    assert "Legal name:" in page
    assert "new@mail.example" not in page
    (row,) = prize.browser.get("/api/v1/releases/").json()["results"]
    assert [change["items"] for change in row["changes"]] == [["contact.email", "identity.legal_name"]]


def test_a_press_shows_one_value_and_is_recorded_first(prize):
    values = values_of(prize.unlock())
    page = prize.press("open", item="0:contact.email").text
    assert values["contact.email"] in page
    assert values["identity.legal_name"] not in page
    (entry,) = prize.told("release_opened")
    assert (entry.content["body"]["form"], entry.content["body"]["items"]) == ("page", ["contact.email"])
    assert entry.content["actor"] == str(prize.reader.pk)
    assert "1 of 50" in page
    assert values["contact.email"] not in prize.see().text


def test_all_are_shown_by_one_press(prize):
    page = prize.unlock().press("open", item="all").text
    assert all(value in page for value in values_of(prize).values())
    assert prize.release.grant.openings == 1


def test_what_was_not_given_cannot_be_pressed(prize):
    assert prize.unlock().press("open", item="0:contact.phone").status_code == 404
    assert prize.press("open").status_code == 404
    assert prize.release.grant.openings == 0


def test_nothing_leaves_when_the_record_cannot_be_written(prize, monkeypatch):
    def refuses(*_, **__):
        raise RuntimeError

    prize.unlock()
    prize.browser.raise_request_exception = False
    value = values_of(prize)["contact.email"]
    monkeypatch.setattr(ledger, "append", refuses)
    answer = prize.press("open", item="all")
    assert (answer.status_code, value in answer.text) == (500, False)


def test_a_file_is_named_by_the_reference_and_counts_as_an_opening(prize):
    answer = prize.unlock().press("download", **{"as": "json"})
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{prize.case.row.reference}.json"'
    assert answer.headers["Cache-Control"] == "no-store"
    content = b"".join(answer.streaming_content)
    assert int(answer.headers["Content-Length"]) == len(content)
    assert json.loads(content)["reference"] == prize.case.row.reference
    (entry,) = prize.told("release_opened")
    assert entry.content["body"]["form"] == "json"
    assert prize.press("download", **{"as": "exe"}).status_code == 404


def test_sizes_and_hashes_of_the_files_are_an_opening_too_and_are_those_of_the_files(prize):
    assert "SHA-256</" not in prize.unlock().see().text
    page = prize.press("open", item="files").text
    assert not [value for value in values_of(prize).values() if value in page]
    assert len(prize.told("release_opened")) == 1
    for form in ("json", "pdf"):
        content = b"".join(prize.press("download", **{"as": form}).streaming_content)
        assert hashlib.sha256(content).hexdigest() in page
        assert f"{len(content)} bytes" in page.replace(",", "")


def test_a_release_is_opened_fifty_times_and_no_more(prize):
    Grant.objects.update(openings=49)
    prize.unlock()
    assert prize.press("open", item="all").status_code == 200
    for what, said in (("open", {"item": "all"}), ("download", {"as": "json"})):
        answer = prize.press(what, **said)
        assert (answer.status_code, "openings_used_up" in answer.text) == (422, True)
    assert prize.release.grant.openings == 50
    assert len(prize.told("release_opened")) == 1


def test_limits_of_use_are_accepted_before_anything_opens(dispute):
    dispute.unlock()
    page = dispute.see().text
    assert ("I accept the limits of use" in page, "Show all values" in page) == (True, False)
    assert "use_limits_not_accepted" in dispute.press("open", item="all").text
    assert dispute.release.grant.openings == 0
    dispute.press("limits")
    dispute.press("limits")
    assert len(dispute.told("use_limits_accepted")) == 1
    assert values_of(dispute)["identity.legal_name"] in dispute.press("open", item="all").text


def test_the_receipt_is_confirmed_once_by_name(prize):
    prize.unlock()
    for _ in range(2):
        prize.press("receipt")
    assert "Confirmed 20" in prize.see().text
    assert prize.release.grant.received_by == prize.reader
    assert len(prize.told("receipt_confirmed")) == 1


def test_without_the_code_nothing_is_said_for_the_recipient(dispute):
    for what in ("limits", "receipt"):
        assert dispute.press(what).status_code == 302
    assert dispute.release.grant.use_limits_accepted_at is None
    assert dispute.release.grant.received_at is None


PRESSES = {
    "code/send": {}, "code": {"code": "BBBB-BBBB"}, "open": {"item": "all"}, "download": {"as": "json"},
    "limits": {}, "receipt": {},
}  # fmt: skip


def ended(collected):
    answers = [collected.see(), *(collected.press(what, **said) for what, said in PRESSES.items())]
    return {(answer.status_code, "access_ended" in answer.text) for answer in answers}


@pytest.mark.parametrize("end", ["revoked", "by time"])
def test_after_the_end_every_page_is_gone(prize, end):
    prize.unlock()
    if end == "revoked":
        prize.case.does("revoke", by="counsel.chen", reason="an error")
    else:
        Grant.objects.update(opens_at=clock.now() - timedelta(days=2), until=clock.now() - timedelta(seconds=1))
    assert ended(prize) == {(410, True)}
    assert not prize.told("release_opened")


def test_to_a_suspended_recipient_access_has_ended(prize):
    User.objects.filter(pk=prize.reader.pk).update(suspended_at=clock.now())
    for what in ("", *PRESSES):
        prize.browser = signed_in(prize.reader)  # the refusal before ended every session
        answer = prize.press(what, **PRESSES[what]) if what else prize.see()
        assert (answer.status_code, "access_ended" in answer.text) == (410, True), what


@pytest.mark.parametrize("basis", ["ip_complaint", "service_provision"])
def test_respondents_and_partners_collect_alike(desk, basis):
    collected = collecting(basis).unlock()
    page = collected.press("open", item="all").text
    assert all(value in page for value in values_of(collected).values())


def test_an_authority_reads_visits_with_their_times_and_periods(desk):
    day = clock.now() - timedelta(days=8)
    paper = {
        "kind": "court_order", "number": "L-1", "issued_at": day.isoformat(), "statute": "Criminal Procedure Law 54",
        "items": ["identity.legal_name", "access.ip_address", "access.page_requests"],
        "period": [(day - timedelta(days=90)).isoformat(), day.isoformat()],
    }  # fmt: skip
    collected = collecting(
        "legal_request",
        asks=["identity.legal_name", "access.ip_address", "payment.account"],
        particulars={"authority": "psb", "called_back": True, "instrument": paper},
    ).unlock()
    assert f"{day - timedelta(days=90):%Y-}" in collected.see().text
    page = collected.press("open", item="0:access.ip_address").text
    assert "203.0.113.9" in page
    assert "Payment account: the paper presented does not reach so far" in page


def test_long_after_signing_in_nothing_opens_before_the_password(prize):
    prize.reader.set_password(PASSWORD)
    prize.reader.save()
    sign_in(prize.browser, prize.reader, ago=11 * 60)
    for what in ("code", "open", "download"):
        assert "/reauthenticate/" in prize.press(what, **PRESSES[what]).headers["Location"], what
    assert prize.release.grant.openings == 0


def test_more_than_fit_on_a_page_are_on_the_next(prize, monkeypatch):
    monkeypatch.setattr(overview, "ROWS", 1)
    a_case("consent", world=prize.case.stage.world, at=prize.case.at).released()
    first, second = (prize.browser.get(f"/received/?page={number}").text for number in (1, 2))
    assert ("Next page" in first, "Next page" in second) == (True, False)
    assert (prize.path in first, prize.path in second) == (False, True)


def test_who_reads_chinese_meets_no_english(dispute):
    dispute.browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "zh-hans"
    known = (dispute.case.row.reference, "mei", *values_of(dispute).values())
    pages = [dispute.browser.get("/received/"), dispute.see()]
    code = dispute.ask()
    pages += [dispute.see(), dispute.press("code", code="")]
    dispute.press("code", code=code)
    pages.append(dispute.see())
    dispute.press("limits")
    pages += [dispute.see(), dispute.press("open", item="all")]
    assert [foreign_on(page.text, known=known) for page in pages] == [[]] * len(pages)


def test_every_purpose_that_a_clause_lists_has_its_words():
    assert set(purposes.LISTED) == set().union(*(basis.purposes for basis in REGISTRY.in_force))
