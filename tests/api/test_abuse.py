"""Thieves, those whose time is over, and those who write more into a body than is theirs to say (issue 3)."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Token
from disclosures.actions import engagements
from disclosures.models import Case, Engagement, clock
from tests.api.partners import a_cast, filing
from tests.callers import API, Caller
from tests.sign_ins import sign_in


@pytest.fixture
def cast(desk):
    return a_cast()


@pytest.fixture
def release(cast):
    """What the courier received for an order."""
    assert cast("kai").post("/cases/", filing()).status_code == 201
    cast.work()
    return cast("kai").get("/releases/").json()["results"][0]["id"]


def test_a_stolen_token_after_its_end_learns_nothing(cast, release):
    _, secret = Token.objects.issue(user=cast.world.users["kai"], at=clock.now())
    thief = Caller("thief", secret)
    assert thief.post(f"/releases/{release}/content/").status_code == 200
    Token.objects.filter(user=cast.world.users["kai"]).revoke(at=clock.now())
    nobody = Caller("nobody", "desk_" + "0" * 43)
    for path in (f"/releases/{release}/content/", f"/releases/{uuid.uuid4()}/content/"):
        answer, nothing = thief.post(path), nobody.post(path)
        assert (answer.status_code, answer.content) == (401, nothing.content)


def test_a_partner_after_its_engagement_ended_opens_nothing_and_files_nothing(cast, release):
    kai = cast("kai")
    _, bound = Token.objects.issue(user=cast.world.users["kai"], at=clock.now())
    assert kai.post(f"/releases/{release}/content/").status_code == 200
    ended = Engagement.objects.get(name="delivery")
    engagements.end(engagement=ended, by=cast.world.user("privacy.pei"), at=clock.now())
    for caller in (kai, Caller("kai", bound)):
        answer = caller.post(f"/releases/{release}/content/")
        assert (answer.status_code, answer.json()["code"]) == (410, "access_ended")
        assert "contents" not in answer.json()
    refused = kai.post("/cases/", filing())
    assert (refused.status_code, refused.json().get("status")) != (201, "ready_for_you")
    cast.work()
    assert len(kai.get("/releases/").json()["results"]) == 1


def test_a_suspended_person_with_a_live_session_does_nothing_and_opens_nothing(cast, release):
    kai, body = cast.world.users["kai"], {"content_type": "application/json"}
    sessions = [sign_in(Client(raise_request_exception=False), kai) for _ in range(4)]
    assert sessions[0].get(f"{API}/cases/").status_code == 200
    cast.suspend("kai")
    answers = [
        sessions[0].get(f"{API}/cases/"),
        sign_in(sessions[1], kai).post(f"{API}/cases/", filing(), **body),
        sign_in(sessions[2], kai).post(f"{API}/releases/{release}/content/", {}, **body),
        sign_in(sessions[3], kai).post(f"{API}/tokens/", {"label": "x", "scopes": ["read"]}, **body),
    ]
    assert [answer.json()["code"] for answer in answers] == ["not_permitted"] * 2 + ["access_ended", "not_permitted"]
    assert [session.get(f"{API}/cases/").status_code for session in sessions] == [401] * 4


MORE = {
    "status": "released", "outcome": "granted", "by": "reviewer.ren", "filed_by": "reviewer.ren", "version": 9,
    "submitted_at": "2020-01-01", "standing_at": "2020-01-01", "reference": "SP-3333-3333", "hold_until": "2090-01-01",
    "requester_organisation": "rival", "id": 1,
}  # fmt: skip


@pytest.mark.parametrize("name", MORE)
def test_a_filing_says_nothing_of_what_the_desk_decides(cast, name):
    for submit in (True, False):
        answer = cast("kai").post("/cases/", filing() | {"submit": submit, name: MORE[name]})
        assert (answer.status_code, answer.json()["code"]) == (400, "malformed")
    assert not Case.objects.exists()


@pytest.mark.parametrize("name", ["called_back", "approval_number", "transfer_ground", "called_back_at"])
def test_a_filing_says_nothing_of_what_staff_check(cast, name):
    body = filing() | {"basis": "legal_request", "particulars": {name: "yes"}}
    cast("rob").post("/cases/", body | {"submit": False})
    assert not Case.objects.filter(particulars__has_key=name).exists()


def test_the_clause_of_a_draft_does_not_change(cast):
    reference = cast("kai").post("/cases/", filing() | {"submit": False}).json()["reference"]
    other = {name: value for name, value in filing().items() if name != "submit"} | {
        "basis": "consent",
        "particulars": {},
    }
    assert cast("kai").send("put", f"/cases/{reference}/", other).json()["code"] == "move_not_allowed"


@pytest.mark.parametrize("asker", ["rob", "mei", "platform.machine"])
def test_guessed_ids_lead_nowhere(cast, release, asker):
    token = Token.objects.issue(user=cast.world.users["kai"], at=clock.now() - timedelta(hours=1))[0]
    number = Case.objects.get().pk
    for path in (
        f"/releases/{release}/content/", f"/releases/{number}/content/", f"/tokens/{token.public_id}/end/",
        f"/cases/{number}/withdraw/",
    ):  # fmt: skip
        assert cast(asker).post(path).status_code == 404, path
