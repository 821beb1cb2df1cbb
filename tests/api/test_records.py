"""Engagements, rights, complaints, findings and misuse by the API, each side reading its own."""

from __future__ import annotations

import pytest

from disclosures.models import Complaint, Notice
from tests.callers import Cast

WORLD = """
members: {mei: {}, ana: {}, shop: {}}
organisations:
  courier: {kind: partner}
  psb: {kind: authority, verified: false}
  nordlys: {kind: rights_holder}
people:
  kai: {role: partner, of: courier}
  officer: {role: authority, of: psb}
  nora: {role: complainant, of: nordlys}
rights:
  tm: {owner: nora, valid: [2020-01-01, 2090-01-01]}
"""
TERMS = {"name": "repair", "partner": "courier", "items": ["contact.phone"], "assessment": "PIA-3"}
ACCUSATION = {
    "against": "shop", "right": "tm", "listings": ["https://market.example/9"], "statement": "it copies our mark",
    "in_good_faith": True, "is_true": True,
}  # fmt: skip
FINDING = {
    "member": "mei", "injured": ["ana"], "rule": "no fakes", "facts": "sold a copy", "evidence": "listing 9",
    "acted_from": "2026-01-01", "acted_to": "2026-01-05",
}  # fmt: skip


@pytest.fixture
def cast(desk):
    return Cast(WORLD)


def code(answer):
    return answer.status_code, answer.json().get("code", "")


def alike(cast, name, method, *paths):
    """The answers of one person to several addresses, which must be the same to the byte."""
    answers = [getattr(cast(name), method)(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def test_an_engagement_is_proposed_signed_by_two_and_ended(cast):
    made = cast("reviewer.ren").post("/engagements/", TERMS)
    assert (made.status_code, made.json()["approved_at"]) == (201, None)
    assert code(cast("reviewer.ren").post("/engagements/repair/approve/")) == (403, "same_person")
    assert cast("reviewer.rui").post("/engagements/repair/approve/").json()["approved_at"] is None
    approved = cast("privacy.pei").post("/engagements/repair/approve/").json()
    assert approved["standing_at"]
    assert {signed["role"] for signed in approved["signatures"]} == {"reviewer", "privacy_officer"}
    assert cast("kai").get("/engagements/repair/").json() == approved
    ended = cast("privacy.pei").post("/engagements/repair/end/")
    assert ended.json()["ended_at"]


def test_orders_come_from_the_platform(cast):
    cast("reviewer.ren").post("/engagements/", TERMS)
    order = {"member": "mei", "number": "o-1"}
    assert cast("platform.machine").post("/engagements/repair/orders/", order).status_code == 201
    assert code(cast("reviewer.ren").post("/engagements/repair/orders/", order)) == (403, "not_permitted")
    closed = cast("platform.machine").post("/engagements/repair/orders/close/", {"member": "mei"})
    assert closed.status_code == 200
    again = cast("platform.machine").post("/engagements/repair/orders/close/", {"member": "mei"})
    assert code(again) == (409, "move_not_allowed")


@pytest.mark.parametrize("name", ["mei", "officer", "nora"])
def test_an_engagement_is_nobody_else_s(cast, name):
    cast("reviewer.ren").post("/engagements/", TERMS)
    assert cast(name).get("/engagements/").json()["results"] == []
    alike(cast, name, "get", "/engagements/repair/", "/engagements/none/", "/engagements/a%C2%A0b/")
    alike(cast, name, "post", "/engagements/repair/approve/", "/engagements/none/approve/")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"items": ["payment.account"]}, (422, "sensitive_refused")),
        ({"items": []}, (400, "malformed")),
        ({"partner": "psb"}, (422, "invalid")),
        ({"partner": "unheard of"}, (422, "invalid")),
        ({"name": "two words"}, (400, "malformed")),
        ({"ends_at": "2001-01-01"}, (422, "invalid")),
    ],
)
def test_a_contract_that_cannot_be_is_refused(cast, change, said):
    assert code(cast("reviewer.ren").post("/engagements/", TERMS | change)) == said
    assert cast("reviewer.ren").get("/engagements/").json()["results"] == []


def test_a_right_is_registered_and_qualified(cast):
    claim = {"kind": "patent", "number": "7", "office": "CNIPA", "proof": "certificate 7", "territory": "CN"}
    claim |= {"valid_from": "2020-01-01", "valid_to": "2040-01-01"}
    right = cast("nora").post("/rights/", claim).json()
    assert code(cast("nora").post(f"/rights/{right['reference']}/qualify/")) == (403, "not_permitted")
    qualified = cast("reviewer.ren").post(f"/rights/{right['reference']}/qualify/").json()
    assert qualified["qualified_at"]
    assert [row["reference"] for row in cast("nora").get("/rights/").json()["results"]] == [right["reference"], "tm"]
    assert code(cast("mei").post("/rights/", claim)) == (403, "not_permitted")
    alike(cast, "mei", "get", f"/rights/{right['reference']}/", "/rights/none/")
    given_up = cast("nora").post(f"/rights/{right['reference']}/withdraw/").json()
    assert given_up["withdrawn_at"]
    again = cast("reviewer.ren").post(f"/rights/{right['reference']}/disqualify/", {"reason": "struck out"})
    assert code(again) == (409, "move_not_allowed")


def test_an_agent_says_for_whom_for_what_and_until_when(cast):
    claim = {"kind": "patent", "number": "8", "office": "CNIPA", "proof": "power of attorney", "territory": "CN"}
    claim |= {"valid_from": "2020-01-01", "valid_to": "2040-01-01", "agent_until": "2039-01-01"}
    assert code(cast("nora").post("/rights/", claim)) == (422, "invalid")
    assert code(cast("nora").post("/rights/", claim | {"agent_scope": "everything"})) == (400, "malformed")
    whole = claim | {"agent_scope": "complain", "agent_for": "Nordlys AS"}
    right = cast("nora").post("/rights/", whole).json()
    assert (right["agent_for"], right["agent_scope"]) == ("Nordlys AS", "complain")
    asked = ACCUSATION | {"right": right["reference"], "pass_on": {"items": []}}
    assert code(cast("nora").post("/complaints/", asked)) == (422, "beyond_agency")
    taken = cast("counsel.cai").post(f"/rights/{right['reference']}/disqualify/", {"reason": "the owner ended it"})
    assert taken.json()["disqualified_at"]
    complaint = ACCUSATION | {"right": right["reference"]}
    assert code(cast("nora").post("/complaints/", complaint)) == (422, "right_not_in_force")


@pytest.fixture
def complaint(cast):
    return cast("nora").post("/complaints/", ACCUSATION).json()["reference"]


def test_each_side_reads_its_own_part_of_a_complaint(cast, complaint):
    mine = cast("nora").get(f"/complaints/{complaint}/").json()
    theirs = cast("shop").get(f"/complaints/{complaint}/").json()
    assert (mine["you_are"], theirs["you_are"]) == (["complainant"], ["respondent"])
    assert {"statement", "right", "pass_on", "complainant"}.isdisjoint(theirs)
    assert "counter_statement" not in mine
    assert "nora" not in str(theirs)
    assert cast("reviewer.ren").get(f"/complaints/{complaint}/").json()["complainant"] == "nora"
    alike(cast, "mei", "get", f"/complaints/{complaint}/", "/complaints/IC-NONE/")


def test_a_counter_statement_reaches_the_complainant_when_its_author_agrees(cast, complaint):
    path = f"/complaints/{complaint}"
    said = cast("shop").post(f"{path}/counter-statement/", {"statement": "it is my own photograph"})
    assert said.json()["counter_statement"] == "it is my own photograph"
    assert "photograph" not in cast("nora").get(f"{path}/").content.decode()
    passed = cast("shop").post(f"{path}/counter-statement/pass-on/").json()
    assert passed["lapses_at"]
    assert cast("nora").get(f"{path}/").json()["counter_statement"] == "it is my own photograph"
    assert cast("nora").post(f"{path}/report-suit/").json()["lapses_at"] is None
    assert code(cast("nora").post(f"{path}/counter-statement/", {"statement": "no"})) == (403, "not_permitted")


def test_a_complainant_asks_to_pass_on_and_withdraws(cast, complaint):
    path = f"/complaints/{complaint}"
    asked = cast("nora").post(f"{path}/pass-on/", {"items": ["contact.phone"]}).json()
    assert (asked["pass_on"], bool(asked["asked_at"])) == (["contact.phone"], True)
    assert code(cast("shop").post(f"{path}/withdraw/")) == (403, "not_permitted")
    assert cast("nora").post(f"{path}/withdraw/").json()["is_open"] is False
    assert code(cast("nora").post(f"{path}/withdraw/")) == (409, "move_not_allowed")


def test_staff_close_a_complaint(cast, complaint):
    closed = cast("counsel.cai").post(f"/complaints/{complaint}/close/", {"reason": "settled"})
    assert closed.json()["measures_lifted_at"]


def test_an_unknown_respondent_is_answered_as_a_known_one(cast):
    answers = [cast("nora").post("/complaints/", ACCUSATION | {"against": name}) for name in ("shop", "nobody")]
    hidden = {"reference": "", "against": "", "opened_at": ""}
    assert [answer.status_code for answer in answers] == [201, 201]
    assert answers[0].json() | hidden == answers[1].json() | hidden
    assert Notice.objects.filter(kind="complaint_about_you").count() == 1


def test_a_complaint_needs_its_declarations_and_a_right_of_ones_own(cast):
    assert code(cast("nora").post("/complaints/", ACCUSATION | {"is_true": False})) == (422, "invalid")
    assert code(cast("nora").post("/complaints/", ACCUSATION | {"right": "none"})) == (404, "not_found")
    assert code(cast("nora").post("/complaints/", ACCUSATION | {"listings": [7]})) == (400, "malformed")
    assert not Complaint.objects.exists()


@pytest.fixture
def finding(cast):
    return cast("reviewer.ren").post("/findings/", FINDING).json()["reference"]


def test_each_reader_sees_a_finding_as_far_as_it_is_theirs(cast, finding):
    path = f"/findings/{finding}/"
    assert set(cast("ana").get(path).json()) == {"reference", "rule", "decided_at", "is_final"}
    assert "evidence" not in cast("mei").get(path).json()
    assert cast("counsel.cai").get(path).json()["injured"] == ["ana"]
    alike(cast, "shop", "get", path, "/findings/FI-NONE/")


def test_a_finding_is_appealed_by_the_member_and_judged_by_another(cast, finding):
    path = f"/findings/{finding}/appeal/"
    assert code(cast("ana").post(path, {"reason": "no"})) == (403, "not_permitted")
    assert cast("mei").post(path, {"reason": "it was a gift"}).json()["appeal"] == "pending"
    verdict = {"verdict": "dismissed", "reason": "it was sold"}
    assert code(cast("reviewer.ren").post(f"{path}decide/", verdict)) == (403, "same_person")
    assert cast("counsel.cai").post(f"{path}decide/", verdict).json()["is_final"] is True


def test_only_a_reviewer_records_and_learns_who_there_is(cast):
    assert code(cast("nora").post("/findings/", FINDING | {"member": "nobody"})) == (403, "not_permitted")
    assert code(cast("nora").post("/findings/", FINDING)) == (403, "not_permitted")
    assert code(cast("reviewer.ren").post("/findings/", FINDING | {"member": "nobody"})) == (422, "invalid")
    assert code(cast("reviewer.ren").post("/findings/", FINDING | {"acted_to": "2025-01-01"})) == (422, "invalid")


def test_misuse_is_reported_by_anybody_and_upheld_by_two(cast):
    report = {"against": {"organisation": "courier"}, "reason": "sells addresses"}
    made = cast("mei").post("/misuse-reports/", report)
    assert (made.status_code, "upheld_at" in made.json()) == (201, False)
    path = f"/misuse-reports/{made.json()['id']}"
    assert cast("counsel.cai").post(f"{path}/uphold/").json()["upheld_at"] is None
    assert code(cast("counsel.cai").post(f"{path}/uphold/")) == (403, "same_person")
    assert cast("privacy.pei").post(f"{path}/uphold/").json()["upheld_at"]
    assert code(cast("kai").get("/consents/")) == (403, "not_permitted")
    lifted = [cast(name).post(f"{path}/lift/", {"reason": "not proven"}) for name in ("counsel.chen", "privacy.pan")]
    assert [answer.json()["status"] for answer in lifted] == ["upheld", "lifted"]
    assert code(cast("kai").get("/consents/")) == (401, "not_authenticated")


def test_who_reported_reads_whether_it_was_decided_and_nothing_else(cast):
    report = {"against": {"organisation": "courier"}, "reason": "sells addresses"}
    made = cast("mei").post("/misuse-reports/", report).json()
    path = f"/misuse-reports/{made['id']}/"
    assert set(made) == {"id", "against", "reason", "at", "status"}
    cast("counsel.cai").post(f"{path}reject/", {"reason": "hearsay"})
    assert cast("mei").get(path).json() == made | {"status": "received"}
    cast("privacy.pei").post(f"{path}reject/", {"reason": "so it is"})
    assert cast("mei").get(path).json() == made | {"status": "decided"}
    signed = cast("auditor.an").get("/misuse-reports/?status=rejected").json()["results"][0]["signatures"]
    assert [(row["by"], row["verdict"], row["reason"]) for row in signed] == [
        ("counsel.cai", "rejected", "hearsay"),
        ("privacy.pei", "rejected", "so it is"),
    ]
    assert cast("mei").get("/misuse-reports/?status=received").json()["results"] == []
    assert code(cast("mei").get("/misuse-reports/?status=rejected")) == (400, "malformed")


def test_a_report_is_rejected_with_a_reason_and_hidden_from_the_reported(cast):
    report = {"against": {"person": "kai"}, "reason": "sells addresses"}
    ident = cast("mei").post("/misuse-reports/", report).json()["id"]
    assert cast("kai").get("/misuse-reports/").json()["results"] == []
    alike(cast, "kai", "get", f"/misuse-reports/{ident}/", "/misuse-reports/00000000-0000-4000-8000-000000000000/")
    for name in ("counsel.cai", "privacy.pei"):
        rejected = cast(name).post(f"/misuse-reports/{ident}/reject/", {"reason": "somebody else"})
    assert rejected.json()["rejected_at"]


def test_a_report_about_nobody_known_is_taken_like_any_other(cast):
    answers = [
        cast("mei").post("/misuse-reports/", {"against": {"person": name}, "reason": "sells"}).json()
        for name in ("kai", "nobody")
    ]
    hidden = {"id": "", "against": "", "at": ""}
    assert answers[0] | hidden == answers[1] | hidden
    assert [row["against"]["name"] for row in answers] == ["kai", "nobody"]
