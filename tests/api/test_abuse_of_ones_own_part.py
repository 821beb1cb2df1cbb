"""Abuse by people who are let in: each tries what belongs to the other side, to a colleague, or to nobody (issue 3)."""

from __future__ import annotations

from uuid import uuid4

import pytest

from disclosures.policies.doors import api
from tests.callers import Cast
from tests.doors.bodies import body_of

WORLD = """
members: {mei: {}, bo: {}, lin: {}}
organisations: {travelco: {kind: company}}
people: {tom: {role: partner, of: travelco}}
consents: [{of: mei, to: travelco, purpose: prize, items: [identity.legal_name]}]
transactions: {t-1: {buyer: bo, seller: mei, performed_by: [bo]}}
"""
DISPUTE = {
    "basis": "transaction_dispute", "subjects": ["mei"], "purpose": "dispute", "asks": ["identity.legal_name"],
    "legal_ground": {"ground": "contract_necessity", "article": "PIPL 13(2)"}, "submit": True,
}  # fmt: skip


@pytest.fixture
def cast(desk):
    return Cast(WORLD)


def _code(answer):
    return answer.status_code, answer.json().get("code")


def _dispute(name):
    return DISPUTE | {"recipient": {"person": name}, "particulars": {"transaction": "t-1"}}


def _prize(**changes):
    filing = {
        "basis": "consent", "subjects": ["mei"], "recipient": {"organisation": "travelco"}, "purpose": "prize",
        "asks": ["identity.legal_name"], "submit": True,
    }  # fmt: skip
    return filing | changes


def test_a_party_on_another_s_transaction_meets_what_is_not_there(cast):
    theirs = cast("lin").post("/cases/", _dispute("lin"))
    nothing = cast("lin").post("/cases/", _dispute("lin") | {"particulars": {"transaction": "t-none"}})
    assert _code(theirs) == (404, "not_found")
    assert theirs.content == nothing.content
    assert cast("bo").post("/cases/", _dispute("bo")).status_code == 201


def test_a_reviewer_decides_nothing_that_they_filed(cast):
    case = cast("reviewer.ren").post("/cases/", _prize()).json()["reference"]
    for act, body in (("accept", {}), ("return", {"reason": "x"}), ("refuse", {"code": "incomplete"})):
        assert _code(cast("reviewer.ren").post(f"/cases/{case}/{act}/", body)) == (403, "same_person")
    assert cast("reviewer.rui").post(f"/cases/{case}/accept/").status_code == 200
    shown = cast("reviewer.ren").get(f"/cases/{case}/").json()["scope_hash"]
    signed = cast("reviewer.ren").post(f"/cases/{case}/steps/review/approve/", {"shown": shown})
    assert _code(signed) == (403, "same_person")


def test_a_reviewer_who_is_asked_about_decides_nothing_and_sees_nothing(cast):
    reviewer, member = cast.world.users["reviewer.ren"], cast.world.users["mei"]
    member.person = reviewer.person
    member.save()
    case = cast("tom").post("/cases/", _prize()).json()["reference"]
    assert _code(cast("reviewer.ren").post(f"/cases/{case}/accept/")) == (404, "not_found")
    assert cast("reviewer.rui").post(f"/cases/{case}/accept/").status_code == 200


def test_an_auditor_writes_nothing_of_what_is_theirs_to_read(cast):
    case = cast("tom").post("/cases/", _prize()).json()["reference"]
    assert cast("auditor.an").get(f"/cases/{case}/").status_code == 200
    for door in api.DOORS:
        if door.route.startswith("api/v1/cases/<str:reference>/") and door.methods != ("GET",):
            rest = door.route.removeprefix("api/v1/")
            body = body_of(f"{door.methods[0]} {rest}", name="auditor.an")
            path = "/" + rest.replace("<str:reference>", case).replace("<str:step>", "review")
            path = path.replace("<uuid:message_id>", str(uuid4()))
            answer = cast("auditor.an").send(door.methods[0].lower(), path, body)
            assert _code(answer) == (403, "not_permitted"), door
    assert cast("auditor.an").get(f"/cases/{case}/").json()["status"] == "triage"


def test_a_member_reading_another_s_disclosures_reads_their_own(cast):
    case = cast("tom").post("/cases/", _prize()).json()["reference"]
    cast("reviewer.rui").post(f"/cases/{case}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{case}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{case}/steps/review/approve/", {"shown": shown})
    cast.work()
    assert [row["reference"] for row in cast("mei").get("/me/disclosures/").json()["results"]] == [case]
    for asked in ("", "?subject=mei", "?member=mei", "?user=mei"):
        assert cast("lin").get(f"/me/disclosures/{asked}").json()["results"] == []
    assert _code(cast("lin").get(f"/cases/{case}/")) == (404, "not_found")


def test_a_body_that_is_something_else_than_it_says_is_not_read(cast):
    client, headers = cast("tom").client, {"Authorization": f"Bearer {cast('tom').secret}"}
    picture = b"\x89PNG\r\n\x1a\n" + b"\x00" * 32
    for kind, status in (("application/json", 400), ("image/png", 415), ("multipart/form-data; boundary=x", 415)):
        answer = client.generic("POST", "/api/v1/cases/", picture, content_type=kind, headers=headers)
        assert answer.status_code == status, kind
    assert cast("tom").get("/cases/").json()["results"] == []
