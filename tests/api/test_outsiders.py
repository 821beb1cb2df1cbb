"""Organisations, their people and roles by the API: two people for each link, and no more than is the reader's."""

from __future__ import annotations

import pytest

from accounts.models import RoleAssignment, User
from tests.actions.outsiders import a_newcomer
from tests.callers import Cast
from tests.cast import staff

WORLD = """
members: {mei: {}, ana: {}}
organisations:
  travelco: {kind: company}
  psb: {kind: authority, verified: false}
people:
  tom: {role: partner, of: travelco}
  officer: {role: authority, of: psb}
"""
NUMBER = "+86 10 5555 0100"
CUSTOMS = {
    "name": "customs", "kind": "authority", "domain": "customs.example", "phone": NUMBER,
    "phone_source": "customs.example/contact", "registered_email": "desk@customs.example",
}  # fmt: skip


@pytest.fixture
def cast(desk):
    return Cast(WORLD)


@pytest.fixture
def checked():
    call = {"number": NUMBER, "spoke_to": "the switchboard", "at": "2026-01-01"}
    return {"evidence": "seal checked", "until": "2090-01-01", "call": call}


@pytest.fixture
def newcomer(cast):
    """Somebody signed up, by name and address."""

    def _newcomer(name, address):
        cast.world.users[name] = a_newcomer(name, address)
        return cast(name)

    return _newcomer


def code(answer):
    return answer.status_code, answer.json().get("code", "")


def alike(cast, name, method, *paths):
    """The answers of one person to several addresses, which must be the same to the byte."""
    answers = [getattr(cast(name), method)(path) for path in paths]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1


def path_of(cast, name):
    return f"/organisations/{cast.world.organisations[name].pk}"


def test_an_organisation_is_entered_by_one_and_verified_by_another(cast, checked):
    made = cast("reviewer.ren").post("/organisations/", CUSTOMS)
    assert (made.status_code, made.json()["phone"], made.json()["is_verified"]) == (201, NUMBER, False)
    path = f"/organisations/{made.json()['id']}"
    words = checked | {"edition": made.json()["edition"]}
    assert code(cast("reviewer.ren").post(f"{path}/verify/", words)) == (403, "same_person")
    verified = cast("reviewer.rui").post(f"{path}/verify/", words).json()
    assert verified["is_verified"] is True
    said = verified["verifications"][0]
    assert (said["by"], said["number_called"], said["spoke_to"]) == ("reviewer.rui", NUMBER, "the switchboard")
    assert {value["by"] for value in verified["entered"]} == {"reviewer.ren"}


def test_what_comes_with_a_request_is_no_number_to_call(cast, checked):
    words = checked | {"edition": 1, "call": checked["call"] | {"number": "+1 202 555 0100"}}
    assert code(cast("reviewer.ren").post(f"{path_of(cast, 'psb')}/verify/", words)) == (422, "number_not_ours")
    assert code(cast("reviewer.ren").post(f"{path_of(cast, 'psb')}/verify/", {"edition": 1})) == (400, "malformed")


def test_a_change_ends_the_verification_and_an_old_page_is_refused(cast, checked):
    path = path_of(cast, "travelco")
    changed = cast("counsel.cai").post(f"{path}/change/", {"edition": 1, "phone": "+86 10 5555 0777"}).json()
    assert (changed["edition"], changed["is_verified"], changed["phone"]) == (2, False, "+86 10 5555 0777")
    old = cast("reviewer.ren").post(f"{path}/change/", {"edition": 1, "phone": NUMBER})
    assert code(old) == (409, "move_not_allowed")
    assert code(cast("tom").post(f"{path}/change/", {"edition": 2, "phone": NUMBER})) == (403, "not_permitted")
    ended = cast("reviewer.ren").post(f"{path_of(cast, 'psb')}/end-verification/", {"reason": "closed"})
    assert code(ended) == (409, "move_not_allowed")


@pytest.mark.parametrize(
    ("domain", "said"),
    [("gmail.com", "domain_not_official"), ("trave1co.example", "domain_lookalike"), ("travelco.example", "invalid")],
)
def test_a_domain_that_is_not_theirs_is_refused(cast, domain, said):
    entry = CUSTOMS | {"domain": domain, "registered_email": f"desk@{domain}"}
    assert code(cast("reviewer.ren").post("/organisations/", entry)) == (422, said)


def test_the_file_of_an_organisation_is_for_staff(cast):
    path = f"{path_of(cast, 'travelco')}/"
    inside = {"phone", "edition", "phone_source", "domain"}
    file = {"near", "entered", "verifications", "history"}
    assert not (inside | file) & set(cast("mei").get(path).json())
    own = set(cast("tom").get(path).json())
    assert inside <= own
    assert not file & own
    assert inside | file <= set(cast("reviewer.ren").get(path).json())
    nothing = ("/organisations/99999999999999999999999/", "/organisations/0/", "/organisations/x/")
    alike(cast, "mei", "get", *nothing)


def test_somebody_joins_and_leaves(cast, newcomer, checked):
    lu = newcomer("lu", "lu@travelco.example")
    asked = lu.post(f"{path_of(cast, 'travelco')}/join/", {})
    assert (asked.status_code, asked.json()["role"], asked.json()["approved_at"]) == (201, "partner", None)
    path = f"/memberships/{asked.json()['id']}"
    waiting = cast("reviewer.ren").get("/memberships/?waiting=true").json()["results"]
    assert [row["person"] for row in waiting] == ["lu"]
    assert code(lu.post(f"{path}/approve/")) == (403, "not_permitted")
    alike(cast, "mei", "post", f"{path}/approve/", "/memberships/00000000-0000-4000-8000-000000000000/approve/")
    assert cast("tom").post(f"{path}/approve/").json()["approved_at"]
    verified = cast("reviewer.ren").post("/people/lu/verify/", checked).json()
    assert (verified["organisation"], verified["roles"], verified["is_verified"]) == ("travelco", ["partner"], True)
    assert code(lu.get("/memberships/")) == (401, "not_authenticated")  # a token of who belonged nowhere
    del cast.callers["lu"]
    cast.world.users["lu"] = User.objects.get(name="lu")
    assert cast("lu").get("/memberships/").json()["results"][0]["organisation"] == "travelco"
    assert cast("lu").post(f"{path}/end/").json()["end"] == "left"
    assert code(cast("lu").get("/memberships/")) == (401, "not_authenticated")


def test_a_lost_answer_is_given_again(cast, newcomer):
    lu = newcomer("lu", "lu@travelco.example")
    path = f"{path_of(cast, 'travelco')}/join/"
    first = lu.post(path, {}, Idempotency_Key="join-1")
    assert lu.post(path, {}, Idempotency_Key="join-1").json() == first.json()
    assert code(lu.post(path, {})) == (409, "move_not_allowed")


@pytest.mark.parametrize(
    ("home", "address", "body", "said"),
    [
        ("psb", "wen@travelco.example", {}, (422, "address_not_verified")),
        ("travelco", "wen@travelco.example", {"role": "authority"}, (422, "invalid")),
        ("travelco", "wen@travelco.example", {"role": "king"}, (400, "malformed")),
        ("travelco", "wen@travelco.example", {"verified_at": "2020-01-01"}, (400, "malformed")),
    ],
)
def test_a_door_that_is_not_theirs(cast, newcomer, home, address, body, said):
    assert code(newcomer("wen", address).post(f"{path_of(cast, home)}/join/", body)) == said


def test_nobody_is_let_into_what_is_not_verified(cast, newcomer):
    asked = newcomer("wen", "wen@psb.example").post(f"{path_of(cast, 'psb')}/join/", {}).json()
    refused = cast("reviewer.ren").post(f"/memberships/{asked['id']}/approve/")
    assert code(refused) == (422, "organisation_not_verified")
    done = cast("reviewer.ren").post(f"/memberships/{asked['id']}/refuse/", {"reason": "not theirs"}).json()
    assert done["end"] == "refused"


def test_memberships_are_read_by_those_they_concern(cast):
    assert {row["person"] for row in cast("tom").get("/memberships/").json()["results"]} == {"tom"}
    assert cast("mei").get("/memberships/").json()["results"] == []
    every = cast("reviewer.ren").get("/memberships/").json()["results"]
    assert {row["person"] for row in every} == {"tom", "officer"}
    theirs = next(row["id"] for row in every if row["person"] == "officer")
    alike(cast, "tom", "get", f"/memberships/{theirs}/", "/memberships/00000000-0000-4000-8000-000000000000/")
    assert code(cast("tom").get("/memberships/?waiting=1")) == (400, "malformed")


def test_a_person_is_verified_by_staff_and_unknown_to_everybody_else(cast, checked):
    assert cast("reviewer.ren").post("/people/officer/verify/", checked).json()["is_verified"] is True
    no_call = {"evidence": "badge", "until": "2090-01-01"}
    assert code(cast("reviewer.ren").post("/people/officer/verify/", no_call)) == (422, "invalid")
    ended = cast("reviewer.ren").post("/people/officer/end-verification/", {"reason": "left"})
    assert ended.json()["is_verified"] is False
    assert code(cast("reviewer.ren").post("/people/reviewer.ren/verify/", no_call)) == (403, "same_person")
    for name in ("mei", "officer"):
        alike(cast, name, "post", "/people/officer/verify/", "/people/nobody/verify/")
        alike(cast, name, "get", "/people/officer/", "/people/nobody/")


def test_a_role_is_given_by_two_and_taken_by_one(cast, newcomer):
    for name in ("admin.ai", "admin.bei"):
        cast.world.users[name] = staff(name, "administrator")
    lu = newcomer("lu", "lu@desk.example")
    asked = cast("admin.ai").post("/role-grants/", {"person": "lu", "role": "reviewer", "reason": "hired"})
    assert (asked.status_code, asked.json()["granted"]) == (201, False)
    path = f"/role-grants/{asked.json()['id']}"
    assert code(cast("admin.ai").post(f"{path}/approve/")) == (403, "same_person")
    assert code(lu.post(f"{path}/approve/")) == (403, "not_permitted")
    assert "asked_by" not in lu.get(f"{path}/").json()
    assert cast("admin.bei").post(f"{path}/approve/").json()["granted"] is True
    assert code(lu.get("/cases/")) == (401, "not_authenticated")  # what was given before the role ends with it
    del cast.callers["lu"]
    lu = cast("lu")
    assert lu.get("/cases/?status=review").status_code == 200
    ended = cast("admin.ai").post("/people/lu/end-role/", {"role": "reviewer", "reason": "left"})
    assert ended.json()["roles"] == []
    assert code(lu.get("/cases/")) == (401, "not_authenticated")


@pytest.mark.parametrize("role", ["reviewer", "administrator", "authority", "partner", "member", "service"])
@pytest.mark.parametrize("body", [{}, {"person": "mei"}])
def test_nobody_asks_a_role_for_themselves(cast, role, body):
    asked = cast("mei").post("/role-grants/", {"role": role, "reason": "I would like to"} | body)
    assert code(asked) == (403, "not_permitted")
    assert set(RoleAssignment.objects.filter(user__name="mei").values_list("role", flat=True)) == {"member"}


def test_a_complainant_without_a_house_asks_and_a_reviewer_agrees(cast):
    asked = cast("mei").post("/role-grants/", {"role": "complainant", "reason": "passport shown"}).json()
    alike(cast, "ana", "get", f"/role-grants/{asked['id']}/", "/role-grants/00000000-0000-4000-8000-000000000000/")
    refused = cast("reviewer.ren").post(f"/role-grants/{asked['id']}/refuse/", {"reason": "no passport"})
    assert refused.json()["decided_by"] == "reviewer.ren"
    again = cast("mei").post("/role-grants/", {"role": "complainant", "reason": "passport shown now"}).json()
    assert cast("reviewer.ren").post(f"/role-grants/{again['id']}/approve/").json()["granted"] is True
    assert [row["granted"] for row in cast("mei").get("/role-grants/").json()["results"]] == [True, False]


def test_an_unknown_name_is_told_to_administrators_only(cast):
    cast.world.users["admin.ai"] = staff("admin.ai", "administrator")
    words = {"person": "nobody", "role": "reviewer", "reason": "hired"}
    assert code(cast("admin.ai").post("/role-grants/", words)) == (422, "invalid")
    assert code(cast("mei").post("/role-grants/", words)) == (403, "not_permitted")
