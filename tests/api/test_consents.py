"""A member gives, lists and withdraws consents by the API (P3a)."""

from __future__ import annotations

import pytest

GIVEN = {
    "recipient": {"organisation": "travelco"},
    "purpose": "holiday offers",
    "items": {"contact.email": "masked"},
    "until": "2099-01-01",
}


def test_a_consent_is_given_listed_and_withdrawn(cast):
    made = cast("bo").post("/consents/", GIVEN)
    assert made.status_code == 201
    consent = made.json()
    assert consent["items"] == [{"item": "contact.email", "detail": "masked", "from": None, "to": None}]
    assert cast("bo").get("/consents/").json()["results"] == [consent]
    taken = cast("bo").post(f"/consents/{consent['id']}/withdraw/")
    assert taken.json()["withdrawn_at"]
    again = cast("bo").post(f"/consents/{consent['id']}/withdraw/")
    assert (again.status_code, again.json()["code"]) == (409, "move_not_allowed")


def test_the_same_key_gives_one_consent(cast):
    answers = [cast("bo").post("/consents/", GIVEN, Idempotency_Key="once") for _ in range(2)]
    assert answers[0].json() == answers[1].json()
    assert len(cast("bo").get("/consents/").json()["results"]) == 1


def test_somebody_else_s_consent_is_as_unknown_as_none(cast):
    consent = cast("bo").post("/consents/", GIVEN).json()["id"]
    nothing = "00000000-0000-4000-8000-000000000000"
    for name in ("lin", "tom", "judge"):
        answers = [cast(name).post(f"/consents/{ident}/withdraw/") for ident in (consent, nothing)]
        assert [answer.status_code for answer in answers] == [404, 404]
        assert answers[0].content == answers[1].content


def test_a_recipient_does_not_see_consents_before_a_release(cast):
    assert cast("tom").get("/consents/").json()["results"] == []


def test_a_person_nobody_knows_is_answered_as_one_that_is_known(cast):
    answers = [cast("bo").post("/consents/", GIVEN | {"recipient": {"person": name}}) for name in ("lin", "nobody")]
    assert [answer.status_code for answer in answers] == [201, 201]
    bodies = [answer.json() for answer in answers]
    assert [body["recipient"]["name"] for body in bodies] == ["lin", "nobody"]
    assert {**bodies[0], "id": "", "recipient": "", "given_at": ""} == {
        **bodies[1], "id": "", "recipient": "", "given_at": ""
    }  # fmt: skip


@pytest.mark.parametrize(
    ("change", "status", "code"),
    [
        ({"purpose": "sale of your data"}, 422, "purpose_forbidden"),
        ({"until": "2001-01-01"}, 422, "invalid"),
        ({"items": {}}, 422, "invalid"),
        ({"recipient": {"organisation": "unheard of"}}, 422, "invalid"),
        ({"recipient": {"person": "bo"}}, 422, "invalid"),
        ({"items": ["contact.fax"]}, 400, "malformed"),
        ({"until": "soon"}, 400, "malformed"),
        ({"colour": "red"}, 400, "malformed"),
    ],
)
def test_what_cannot_be_consented_to_is_refused(cast, change, status, code):
    answer = cast("bo").post("/consents/", GIVEN | change)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert cast("bo").get("/consents/").json()["results"] == []


@pytest.mark.parametrize("name", ["tom", "reviewer.ren"])
def test_only_those_whose_data_is_held_consent(cast, name):
    assert cast(name).post("/consents/", GIVEN).status_code == 403
