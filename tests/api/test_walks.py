"""Cases that walk through the API with real tokens, from a filing to an opened release."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from pypdf import PdfReader

from accounts.models import MemberRecord
from disclosures.models import Opening

DISPUTE = {
    "basis": "transaction_dispute",
    "subjects": ["mei"],
    "recipient": {"person": "bo"},
    "purpose": "dispute",
    "asks": ["contact.phone", "contact.email"],
    "legal_ground": {"ground": "contract_necessity", "article": "PIPL 13(2)"},
    "particulars": {"transaction": "t-1"},
    "submit": True,
}


def _sign(cast, reference, step, by):
    shown = cast(by).get(f"/cases/{reference}/").json()["scope_hash"]
    return cast(by).post(f"/cases/{reference}/steps/{step}/approve/", {"shown": shown})


@pytest.fixture
def released(cast, prize):
    """A case on consent that was released to travelco; its reference and release."""
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    assert _sign(cast, reference, "review", "reviewer.rui").status_code == 200
    cast.work()
    return reference, cast("tom").get("/releases/").json()["results"][0]["id"]


def test_a_filing_becomes_a_release_that_its_recipient_opens(cast, released):
    reference, release = released
    case = cast("tom").get(f"/cases/{reference}/").json()
    assert (case["status"], case["outcome"], case["releases"]) == ("ready_for_you", "granted", [release])
    answer = cast("tom").post(f"/releases/{release}/content/")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    items = answer.json()["contents"]["subjects"][0]["items"]
    assert items["contact.email"]["values"] == [{"value": "mei@mail.example"}]
    assert set(items) == {"identity.legal_name", "contact.email"}


def test_looking_at_a_release_opens_nothing(cast, released):
    _, release = released
    shown = cast("tom").get(f"/releases/{release}/").json()
    assert (shown["status"], shown["openings"]) == ("available", 0)
    assert {row["item"]: row["detail"] for row in shown["manifest"]} == {
        "identity.legal_name": "full",
        "contact.email": "full",
    }
    assert not Opening.objects.exists()


def test_a_download_is_an_opening_and_comes_as_a_file(cast, released):
    reference, release = released
    table = downloaded(cast("tina"), release, "csv", Accept="text/csv")
    assert ["mei", "contact.email", "full", "", "mei@mail.example"] in list(
        csv.reader(io.StringIO(table.decode("utf-8-sig")))
    )
    assert json.loads(downloaded(cast("tom"), release, "json"))["reference"] == reference
    assert downloaded(cast("tom"), release, "pdf").startswith(b"%PDF-1.7")
    assert cast("tom").get(f"/releases/{release}/").json()["openings"] == 3
    assert cast("tom").post(f"/releases/{release}/download/?as=exe").json()["code"] == "malformed"


def test_the_complete_package_holds_every_form_and_nothing_that_was_withheld(cast, released):
    reference, release = released
    bundle = zipfile.ZipFile(io.BytesIO(downloaded(cast("tom"), release, "zip")))
    endings = ("json", "csv", "pdf", "manifest.json", "certificate.txt", "signature.bin", "public-key.pem")
    assert set(bundle.namelist()) == {"VERIFY.txt", *(f"{reference}.{ending}" for ending in endings)}
    phone = MemberRecord.objects.get(subject__name="mei").phone
    seen = PdfReader(bundle.open(f"{reference}.pdf")).pages[0].extract_text()
    assert "mei@mail.example" in seen
    assert not any(
        phone in part for part in (seen, *(bundle.read(name).decode("utf-8", "replace") for name in endings_of(bundle)))
    )


def endings_of(bundle):
    return [name for name in bundle.namelist() if not name.endswith((".pdf", ".bin"))]


def downloaded(caller, release, form, **headers):
    answer = caller.post(f"/releases/{release}/download/?as={form}", **headers)
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].endswith(f'.{form}"')
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == ("no-store", "nosniff")
    return b"".join(answer.streaming_content)


def test_a_revoked_release_is_gone_for_its_recipient_and_was_never_there_for_others(cast, released):
    reference, release = released
    refused = cast("tom").post(f"/releases/{release}/revoke/", {"reason": "mine"})
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
    revoked = cast("counsel.chen").post(f"/releases/{release}/revoke/", {"reason": "a mistake"})
    assert (revoked.status_code, revoked.json()["status"]) == (200, "revoked")
    again = cast("counsel.chen").post(f"/releases/{release}/revoke/", {"reason": "a mistake"})
    assert (again.status_code, again.json()["code"]) == (409, "move_not_allowed")
    ended = cast("tom").post(f"/releases/{release}/content/")
    assert (ended.status_code, ended.json()["code"]) == (410, "access_ended")
    assert cast("lin").post(f"/releases/{release}/content/").status_code == 404
    assert cast("tom").get(f"/cases/{reference}/").json()["status"] == "closed"


def test_a_suspended_recipient_is_told_that_access_ended_and_nothing_else(cast, released):
    _, release = released
    tom = cast("tom")
    cast.suspend("tom")
    assert tom.post(f"/releases/{release}/content/").json()["code"] == "access_ended"
    assert tom.post(f"/releases/{release}/download/").status_code == 410
    for path in ("/cases/", "/releases/", f"/releases/{release}/"):
        answer = tom.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert cast("bo").post(f"/releases/{release}/content/").status_code == 404


def test_a_party_of_a_transaction_accepts_the_limits_of_use_first(cast):
    reference = cast("bo").post("/cases/", DISPUTE).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    noticed = _sign(cast, reference, "review", "reviewer.rui").json()
    assert noticed["status"] == "notice"
    told = cast("mei").get(f"/cases/{reference}/").json()
    assert told["status"] == "being_checked"
    assert told["object_until"]
    assert told["can_do"] == ["object", "offer_channel"]
    cast.pass_window(reference)
    cast.work()
    release = cast("bo").get("/releases/").json()["results"][0]
    assert release["use_limits"]
    refused = cast("bo").post(f"/releases/{release['id']}/content/")
    assert (refused.status_code, refused.json()["code"]) == (422, "use_limits_not_accepted")
    opened = cast("bo").post(f"/releases/{release['id']}/content/", {"accept_use_limits": True})
    assert set(opened.json()["contents"]["subjects"][0]["items"]) == {"contact.email"}
    mine = cast("mei").get(f"/cases/{reference}/").json()["disclosures"][0]
    assert mine["openings"] == 1
    assert {row["item"]: row["reason"] for row in mine["items"]} == {
        "contact.phone": "one_channel_enough",
        "contact.email": None,
    }


def test_an_objection_stops_the_release_until_it_is_decided(cast):
    reference = cast("bo").post("/cases/", DISPUTE).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    _sign(cast, reference, "review", "reviewer.rui")
    objected = cast("mei").post(f"/cases/{reference}/objections/", {"reason": "he threatens me"})
    assert objected.status_code == 200
    twice = cast("mei").post(f"/cases/{reference}/objections/", {"reason": "again"})
    assert (twice.status_code, twice.json()["code"]) == (409, "move_not_allowed")
    seen = cast("counsel.chen").get(f"/cases/{reference}/").json()
    assert seen["objections"][0]["reason"] == "he threatens me"
    assert {"uphold_objection", "overrule_objection"} <= set(seen["can_do"])
    assert cast("reviewer.ren").post(f"/cases/{reference}/objections/uphold/").json()["code"] == "not_permitted"
    assert cast("counsel.chen").post(f"/cases/{reference}/objections/overrule/", {"reason": " "}).status_code in {
        400,
        422,
    }
    assert cast("counsel.chen").post(f"/cases/{reference}/objections/uphold/").json()["status"] == "refused"
    told = cast("bo").get(f"/cases/{reference}/")
    assert told.json()["outcome"] == "objection_upheld"
    assert "threatens" not in told.text
    concerned = cast("mei").get(f"/cases/{reference}/").json()
    assert (concerned["you_are"], concerned["outcome"]) == (["subject"], ""), "who objected is told to no other subject"


def test_another_channel_brings_the_case_back_to_be_signed(cast):
    reference = cast("bo").post("/cases/", DISPUTE).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    _sign(cast, reference, "review", "reviewer.rui")
    wrong = cast("mei").post(f"/cases/{reference}/channel/", {"item": "contact.postal_address"})
    assert (wrong.status_code, wrong.json()["code"]) == (422, "widening_refused")
    assert cast("mei").post(f"/cases/{reference}/channel/", {"item": "contact.phone"}).status_code == 200
    case = cast("reviewer.rui").get(f"/cases/{reference}/").json()
    assert (case["status"], case["due"]["step"]) == ("review", "review")
    assert case["signatures"][0]["voided_at"]


def test_a_member_answers_what_is_asked_of_them(cast, prize):
    filing = prize | {"purpose": "a calendar", "submit": True}
    reference = cast("tom").post("/cases/", filing).json()["reference"]
    asked = cast("reviewer.ren").post(f"/cases/{reference}/accept/").json()
    assert asked["status"] == "waiting_for_subject"
    assert cast("tom").get(f"/cases/{reference}/").json()["status"] == "being_checked"
    question = cast("mei").get(f"/cases/{reference}/").json()
    assert (question["status"], question["purpose"]) == ("we_need_something_from_you", "a calendar")
    assert question["can_do"] == ["answer"]
    assert "subjects" not in question
    wider = cast("mei").post(f"/cases/{reference}/answer/", {"grant": ["contact.phone"]})
    assert (wider.status_code, wider.json()["code"]) == (422, "widening_refused")
    answer = cast("mei").post(f"/cases/{reference}/answer/", {"grant": {"contact.email": "masked"}})
    assert answer.status_code == 200
    case = cast("reviewer.rui").get(f"/cases/{reference}/").json()
    assert case["status"] == "review"
    left = {row["item"]: row["may_leave"]["detail"] for row in case["subjects"][0]["items"]}
    assert left == {"identity.legal_name": "none", "contact.email": "masked"}


def test_a_case_is_returned_resubmitted_refused_and_appealed(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    ren, tom = cast("reviewer.ren"), cast("tom")
    assert ren.post(f"/cases/{reference}/return/", {"reason": "the clerk misread it"}).json()["status"] == "returned"
    told = tom.get(f"/cases/{reference}/")
    assert told.json()["status"] == "we_need_something_from_you"
    assert "misread" not in told.text
    assert tom.post(f"/cases/{reference}/resubmit/").json()["status"] == "received"
    assert ren.post(f"/cases/{reference}/refuse/", {"code": "whim"}).json()["code"] == "malformed"
    refused = ren.post(f"/cases/{reference}/refuse/", {"code": "immunities", "reason": "secret words"})
    assert (refused.json()["status"], refused.json()["outcome"]) == ("refused", "immunities")
    told = tom.get(f"/cases/{reference}/")
    assert (told.json()["status"], told.json()["outcome"]) == ("decided", "immunities")
    assert "secret words" not in told.text
    assert tom.post(f"/cases/{reference}/appeal/", {"reason": "we disagree"}).json()["status"] == "received"
    again = ren.post(f"/cases/{reference}/refuse/", {"code": "immunities"})
    assert (again.status_code, again.json()["code"]) == (403, "same_person")
    assert tom.post(f"/cases/{reference}/withdraw/").json()["status"] == "closed"


def test_what_is_narrowed_is_signed_anew(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    before = cast("reviewer.rui").get(f"/cases/{reference}/").json()["scope_hash"]
    cut = {"item": "contact.email", "to": "masked", "reason": "a domain will do"}
    assert cast("counsel.chen").post(f"/cases/{reference}/narrow/", cut).status_code == 200
    wider = cast("counsel.cai").post(f"/cases/{reference}/narrow/", cut | {"to": "full"})
    assert (wider.status_code, wider.json()["code"]) == (422, "widening_refused")
    stale = cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/", {"shown": before})
    assert (stale.status_code, stale.json()["code"]) == (409, "signature_stale")
    case = cast("reviewer.rui").get(f"/cases/{reference}/").json()
    assert case["due"] == {"step": "review", "signed_by": ["reviewer"], "by_you": True, "because": ""}
    assert case["can_do"][-1] == "sign"
    row = next(row for row in case["subjects"][0]["items"] if row["item"] == "contact.email")
    assert (row["reason"], row["bound_by"][0]["rule"]) == ("declined_by_reviewer", "decided")
    assert _sign(cast, reference, "review", "reviewer.rui").json()["status"] == "approved"


def test_who_may_not_sign_is_told_by_code(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    early = _sign(cast, reference, "review", "reviewer.rui")
    assert (early.status_code, early.json()["code"]) == (409, "move_not_allowed")
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    assert _sign(cast, reference, "review", "counsel.chen").json()["code"] == "not_permitted"
    assert _sign(cast, reference, "dance", "reviewer.rui").json()["code"] == "not_found"
    assert cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/").json()["code"] == "malformed"
    back = cast("reviewer.rui").post(f"/cases/{reference}/steps/review/return/", {"reason": "not yet"})
    assert back.json()["status"] == "returned"


def test_a_missing_fact_is_named(cast):
    filing = {
        "basis": "legal_request", "subjects": ["mei"], "recipient": {"organisation": "court"}, "purpose": "inquiry",
        "asks": ["contact.email"], "particulars": {"authority": "court", "instrument": {"kind": "letter"}},
        "legal_ground": {"ground": "legal_duty", "article": "CPL 54"}, "submit": True,
    }  # fmt: skip
    reference = cast("judge").post("/cases/", filing).json()["reference"]
    problem = cast("reviewer.ren").post(f"/cases/{reference}/accept/").json()
    assert (problem["status"], problem["code"], problem["fact"]) == (422, "fact_missing", "instrument_complete")
    checked = cast("reviewer.ren").post(f"/cases/{reference}/check/", {"called_back": True})
    assert {"fact": "called_back", "met": True} in checked.json()["facts"]
    assert cast("judge").post(f"/cases/{reference}/check/", {"called_back": True}).json()["code"] == "not_permitted"


def test_the_timeline_tells_each_their_own_part(cast, released):
    reference, release = released
    cast("tom").post(f"/releases/{release}/content/")
    desk = cast("auditor.an").get(f"/cases/{reference}/timeline/").json()
    begun = ["case_drafted", "case_submitted", "case_accepted", "case_opened", "step_signed"]
    assert [line["event"] for line in desk][:5] == begun
    assert [line["by"] for line in desk[3:5]] == ["reviewer.rui", "reviewer.rui"]
    told = cast("tom").get(f"/cases/{reference}/timeline/")
    assert "reviewer" not in told.text
    assert [(line["event"], line["by"]) for line in told.json()] == [
        ("case_drafted", "you"),
        ("case_submitted", "you"),
        ("released", "the desk"),
        ("release_opened", "you"),
    ]
    mine = cast("mei").get(f"/cases/{reference}/timeline/").json()
    assert [(line["event"], line["by"]) for line in mine] == [("released", "the desk"), ("release_opened", "requester")]


def test_parts_of_a_case_can_be_read_alone(cast, released):
    reference, _ = released
    assert [row["named"] for row in cast("tom").get(f"/cases/{reference}/subjects/").json()] == ["mei"]
    assert cast("mei").get(f"/cases/{reference}/subjects/").json() == []
    items = cast("mei").get(f"/cases/{reference}/items/").json()
    assert {"item": "contact.email", "detail": "full", "from": None, "to": None} in items


def test_a_narrowing_names_something(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    cut = {"item": "contact.email", "to": {}, "reason": "less"}
    refused = cast("counsel.chen").post(f"/cases/{reference}/narrow/", cut)
    assert (refused.status_code, refused.json()["fields"]) == (400, ["/to"])
