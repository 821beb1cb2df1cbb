"""The platform's machine client puts members and transactions; order is by its version (P3f)."""

from __future__ import annotations

import pytest
from django.test import Client

from accounts.models import MemberRecord
from disclosures.models import Case, Transaction
from tests.sign_ins import sign_in

ADDRESS = {"line": "Lake Road 8", "city": "Suzhou", "postcode": "215000", "country": "CN"}
MEMBER = {"version": 1, "name": "yu", "legal_name": "Yu Chen", "postal_address": ADDRESS, "date_of_birth": "1990-05-17"}
SALE = {"version": 7, "buyer": "bo", "seller": "mei", "status": "closed"}


def put(cast, path, body, *, by="platform.machine"):
    return cast(by).send("put", f"/platform/{path}/", body)


def test_a_member_is_put_and_put_again(cast):
    assert put(cast, "members/m-1", MEMBER).json() == {
        "external_id": "m-1", "name": "yu", "version": 1, "is_late": False, "closed_at": None
    }  # fmt: skip
    record = MemberRecord.objects.get(external_id="m-1")
    assert (record.address_city, record.date_of_birth.isoformat()) == ("Suzhou", "1990-05-17")
    assert put(cast, "members/m-1", MEMBER | {"version": 3, "legal_name": "Yu Li"}).json()["version"] == 3
    late = put(cast, "members/m-1", MEMBER | {"version": 2, "legal_name": "Yu Wu"})
    assert (late.status_code, late.json()["version"], late.json()["is_late"]) == (200, 3, True)
    record.refresh_from_db()
    assert record.legal_name == "Yu Li"


def test_the_answer_holds_no_value(cast):
    assert "Chen" not in put(cast, "members/m-1", MEMBER).content.decode()


def test_a_transaction_that_is_put_as_closed_ends_what_was_opened_for_it(cast):
    filing = {
        "basis": "transaction_dispute", "subjects": ["mei"], "recipient": {"person": "bo"}, "purpose": "dispute",
        "asks": ["contact.email"], "legal_ground": {"ground": "contract_necessity", "article": "PIPL 13(2)"},
        "particulars": {"transaction": "t-1"}, "submit": True,
    }  # fmt: skip
    reference = cast("bo").post("/cases/", filing).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{reference}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/", {"shown": shown})
    cast.pass_window(reference)
    cast.work()
    assert Case.objects.get(reference=reference).status == "released"
    answer = put(cast, "transactions/t-1", SALE)
    assert (answer.status_code, answer.json()["status"]) == (200, "closed")
    assert Case.objects.get(reference=reference).status == "closed"


def test_a_late_message_does_not_open_it_again(cast):
    put(cast, "transactions/t-1", SALE)
    late = put(cast, "transactions/t-1", SALE | {"version": 6, "status": "open"})
    assert (late.json()["status"], late.json()["version"]) == ("closed", 7)


def test_what_the_platform_no_longer_holds_is_erased_here(cast):
    put(cast, "members/m-1", MEMBER | {"government_id": "320500199005170000"})
    put(cast, "members/m-1", {"version": 2, "name": "yu"})
    held = MemberRecord.objects.filter(external_id="m-1").values().get()
    blank = ("legal_name", "government_id", "address_line", "address_city", "date_of_birth")
    assert not any(held[name] for name in blank)


def test_one_version_with_two_contents_is_a_conflict_that_says_no_value(cast):
    put(cast, "members/m-1", MEMBER)
    put(cast, "transactions/t-1", SALE)
    for path, body in (
        ("members/m-1", MEMBER | {"legal_name": "Yu Li"}),
        ("transactions/t-1", SALE | {"status": "open"}),
    ):
        answer = put(cast, path, body)
        assert (answer.status_code, answer.json()["code"]) == (409, "version_conflict")
        assert "Yu" not in answer.text
        assert answer.json()["detail"]


def test_a_member_who_closed_the_account_is_out_by_session_and_by_token(cast):
    mei, browser = cast("mei"), Client()
    sign_in(browser, cast.world.users["mei"])
    assert [who.status_code for who in (mei.get("/cases/"), browser.get("/api/v1/cases/"))] == [200, 200]
    closed = put(cast, "members/m-77", {"version": 1, "name": "mei", "closed": True})
    assert closed.json()["closed_at"] is not None
    assert [who.status_code for who in (mei.get("/cases/"), browser.get("/api/v1/cases/"))] == [401, 401]


def test_performances_are_taken_over(cast):
    paid = {"party": "bo", "kind": "payment_captured", "at": "2026-03-01T10:00:00Z"}
    put(cast, "transactions/t-2", SALE | {"status": "open", "performed": [paid]})
    assert Transaction.objects.get(external_id="t-2").performances.get().kind == "payment_captured"


@pytest.mark.parametrize("name", ["mei", "reviewer.ren", "counsel.cai", "tom"])
def test_nobody_else_speaks_for_the_platform(cast, name):
    for path, body in (("members/m-1", MEMBER), ("transactions/t-1", SALE)):
        answer = put(cast, path, body, by=name)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert not MemberRecord.objects.filter(external_id="m-1").exists()
    assert Transaction.objects.get(external_id="t-1").status == "open"


@pytest.mark.parametrize(
    ("path", "body", "said"),
    [
        ("members/m-1", MEMBER | {"version": 0}, (400, "malformed")),
        ("members/m-1", MEMBER | {"version": "1"}, (400, "malformed")),
        ("members/m-1", MEMBER | {"postal_address": {"city": "Suzhou"}}, (400, "malformed")),
        ("members/m-1", MEMBER | {"stored_in": "China"}, (400, "malformed")),
        ("members/m-1", MEMBER | {"name": "reviewer.ren"}, (422, "invalid")),
        ("members/m-1", MEMBER | {"password": "x"}, (400, "malformed")),
        ("members/" + "m" * 81, MEMBER, (400, "malformed")),
        ("transactions/t-1", SALE | {"seller": "bo"}, (422, "invalid")),
        ("transactions/t-1", SALE | {"seller": "nobody"}, (422, "invalid")),
        ("transactions/t-1", SALE | {"status": "lost"}, (400, "malformed")),
        ("transactions/t-1", SALE | {"performed": [{"party": "bo"}]}, (400, "malformed")),
    ],
)
def test_what_cannot_be_is_refused(cast, path, body, said):
    answer = put(cast, path, body)
    assert (answer.status_code, answer.json()["code"]) == said
