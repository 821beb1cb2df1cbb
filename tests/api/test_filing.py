"""Filing by the API: drafts, one call, edits, and every kind of bad input."""

from __future__ import annotations

import json
import re

import pytest

from disclosures.domain import references
from disclosures.models import AskedItem, Case, CaseSubject

DISPUTE = {
    "basis": "transaction_dispute",
    "subjects": ["mei"],
    "recipient": {"person": "bo"},
    "purpose": "dispute",
    "asks": {"contact.phone": "full", "contact.email": {"detail": "masked"}},
    "legal_ground": {"ground": "contract_necessity", "article": "PIPL 13(2)"},
    "particulars": {"transaction": "t-1"},
}


def test_a_draft_is_saved_whatever_it_says(cast):
    answer = cast("tom").post("/cases/", {"basis": "consent"})
    assert answer.status_code == 201
    case = answer.json()
    assert case["status"] == "we_need_something_from_you"
    assert case["you_are"] == ["requester"]
    assert case["can_do"] == ["edit", "submit", "withdraw"]


def test_a_draft_is_filed_in_a_second_call(cast, prize):
    reference = cast("tom").post("/cases/", prize).json()["reference"]
    answer = cast("tom").post(f"/cases/{reference}/submit/")
    assert (answer.status_code, answer.json()["status"]) == (200, "received")


def test_a_filing_can_be_made_in_one_call(cast):
    answer = cast("bo").post("/cases/", DISPUTE | {"submit": True})
    assert (answer.status_code, answer.json()["status"]) == (201, "received")
    assert {row.item: row.detail for row in AskedItem.objects.all()} == {
        "contact.phone": "full",
        "contact.email": "masked",
    }


def test_a_filing_refused_in_one_call_leaves_nothing_behind(cast):
    answer = cast("bo").post("/cases/", DISPUTE | {"purpose": "sale", "submit": True})
    assert (answer.status_code, answer.json()["code"]) == (422, "purpose_forbidden")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert not Case.objects.exists()


def test_an_incomplete_filing_names_what_is_missing(cast):
    reference = cast("bo").post("/cases/", {"basis": "transaction_dispute"}).json()["reference"]
    problem = cast("bo").post(f"/cases/{reference}/submit/").json()
    assert problem["code"] == "filing_incomplete"
    assert {"subjects", "recipient", "purpose", "asks", "transaction"} <= set(problem["fields"])
    assert problem["detail"]


def test_somebody_else_s_transaction_is_as_unknown_as_one_that_is_not_there(cast):
    filings = [DISPUTE | {"recipient": {"person": "lin"}, "particulars": {"transaction": name}, "submit": True}
               for name in ("t-1", "t-unknown")]  # fmt: skip
    answers = [cast("lin").post("/cases/", filing) for filing in filings]
    assert [answer.status_code for answer in answers] == [404, 404]
    assert answers[0].content == answers[1].content


def test_a_draft_can_be_edited_and_no_longer_once_it_is_filed(cast, prize):
    reference = cast("tom").post("/cases/", prize).json()["reference"]
    edited = cast("tom").send("put", f"/cases/{reference}/", prize | {"asks": ["contact.email"]})
    assert (edited.status_code, [row["item"] for row in edited.json()["items"]]) == (200, ["contact.email"])
    cast("tom").post(f"/cases/{reference}/submit/")
    late = cast("tom").send("put", f"/cases/{reference}/", prize)
    assert (late.status_code, late.json()["code"]) == (409, "move_not_allowed")


def _instrument(**words):
    return {"particulars": {"authority": "court", "instrument": words}, "basis": "legal_request"}


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"unknown": 1}, "/unknown"),
        ({"basis": "nonsense"}, "/basis"),
        ({"basis": 7}, "/basis"),
        ({"subjects": "mei"}, "/subjects"),
        ({"subjects": [7]}, "/subjects/0"),
        ({"subjects": ["x" * 201]}, "/subjects/0"),
        ({"subjects": ["mei"] * 51}, "/subjects"),
        ({"recipient": "travelco"}, "/recipient"),
        ({"recipient": {"organisation": "a", "person": "b"}}, "/recipient"),
        ({"recipient": {"organisation": ["a"]}}, "/recipient"),
        ({"purpose": 5}, "/purpose"),
        ({"purpose": "p" * 201}, "/purpose"),
        ({"purpose": "\ufdfa" * 50}, "/purpose"),
        ({"asks": ["contact.fax"]}, "/asks/0"),
        ({"asks": {"contact.email": "all"}}, "/asks/contact.email"),
        ({"asks": {"contact.email": {"from": "2026-01-01"}}}, "/asks/contact.email"),
        ({"asks": {"access.ip_address": {"from": "2026-02-01", "to": "2026-01-01"}}}, "/asks/access.ip_address/to"),
        ({"asks": {"access.ip_address": {"from": "0001-01-01"}}}, "/asks/access.ip_address"),
        ({"asks": {"access.ip_address": {"since": "2026-01-01"}}}, "/asks/access.ip_address/since"),
        ({"legal_ground": {"ground": "whim"}}, "/legal_ground/ground"),
        ({"legal_ground": {"ground": "consent", "article": "a" * 121}}, "/legal_ground/article"),
        ({"legal_ground": {"ground": "consent", "page": 1}}, "/legal_ground/page"),
        ({"particulars": {"transaction": "t-1"}}, "/particulars/transaction"),
        ({"particulars": {"called_back": True}}, "/particulars/called_back"),
        ({"particulars": []}, "/particulars"),
        ({"submit": "yes"}, "/submit"),
        (_instrument(period=["2026-02-01", "2026-01-01"]), "/particulars/instrument/period"),
        (_instrument(period=["2026-02-01"]), "/particulars/instrument/period"),
        (_instrument(items=[{"a": 1}]), "/particulars/instrument/items"),
        (_instrument(may_tell="no"), "/particulars/instrument/may_tell"),
        (_instrument(issued_at="0001-01-01"), "/particulars/instrument/issued_at"),
        (_instrument(colour="red"), "/particulars/instrument/colour"),
        ({"basis": "other", "particulars": {"kind": "auditor", "ends": "P99999999999D"}}, "/particulars/ends"),
        ({"basis": "other", "particulars": {"because": "so"}}, "/particulars/because"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name_and_nothing_is_saved(cast, prize, change, field):
    answer = cast("tom").post("/cases/", prize | change)
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (400, "malformed"), problem
    assert field in problem["fields"]
    assert not Case.objects.exists()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b'"text"',
        b"null",
        b"\xff\xfe",
        b'{"basis": "consent", "purpose": "\\u0000"}',
        b'{"basis": "consent", "purpose": "\\ud800"}',
        b'{"basis": "consent", "basis": "other"}',
        b'{"basis": "consent", "particulars": {"a": 1.5}}',
        b'{"basis": "consent", "particulars": {"a": NaN}}',
        b'{"basis": "consent", "particulars": {"a": 1' + b"0" * 5000 + b"}}",
        b'{"basis": "consent", "particulars": ' + b'{"a":' * 50 + b"1" + b"}" * 51,
        b'{"basis": "consent", "particulars": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        json.dumps({"basis": "consent", "\0": 1}).encode(),
    ],
)
def test_a_body_that_is_no_proper_json_is_refused(cast, body):
    answer = cast("tom").send("post", "/cases/", body)
    assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert not Case.objects.exists()


def test_another_media_type_is_refused(cast):
    tom = cast("tom")
    answer = tom.client.post(
        "/api/v1/cases/", b"<xml/>", content_type="text/xml", headers={"Authorization": f"Bearer {tom.secret}"}
    )
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_somebody_unknown_is_filed_against_as_anybody(cast, prize, queries):
    def filed(subject):
        with queries() as made:
            answer = cast("tom").post("/cases/", prize | {"subjects": [subject], "submit": True})
        return answer, [re.sub(r"\d+|'[^']*'|NULL", "?", query["sql"]) for query in made]

    filed("lin")  # the token's first use is noted once
    (known, work), (unknown, same_work) = filed("mei"), filed("nobody at all")
    assert known.status_code == unknown.status_code == 201
    assert work == same_work
    own = ("reference", "created_at", "submitted_at", "subjects")
    assert {k: v for k, v in known.json().items() if k not in own} == {
        k: v for k, v in unknown.json().items() if k not in own
    }


def test_a_filing_whose_reference_is_another_s_draws_a_new_one(cast, prize, monkeypatch):
    taken = cast("tom").post("/cases/", prize).json()["reference"]
    drawn = iter([taken, taken, "CO-3333-333H", taken, "CO-4444-444Q"])
    monkeypatch.setattr(references, "make", lambda _prefix: next(drawn))
    assert cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"] == "CO-3333-333H"
    assert cast("tom").post("/cases/", prize).json()["reference"] == "CO-4444-444Q"
    assert Case.objects.count() == CaseSubject.objects.count() == 3
