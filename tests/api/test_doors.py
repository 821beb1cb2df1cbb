"""Who gets in: tokens, sessions, scopes, and what every refusal looks like."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import Scope, Token, User
from disclosures.models import clock
from tests.callers import Caller
from tests.sign_ins import sign_in


def _token(cast, name, **words):
    return Token.objects.issue(user=cast.world.users[name], at=clock.now(), **words)


def _status(secret, path="/cases/"):
    answer = Caller("somebody", secret).get(path)
    return answer.status_code, answer.json().get("code")


def test_without_a_token_nothing_but_how_to_get_in_is_told(cast):
    answer = Client().get("/api/v1/cases/")
    problem = answer.json()
    assert (answer.status_code, problem["code"]) == (401, "not_authenticated")
    assert answer.headers["WWW-Authenticate"].startswith("Bearer")
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert set(problem) == {"type", "title", "status", "code", "detail"}


@pytest.mark.parametrize("secret", ["", "nonsense", "x" * 500, "desk_\u00e9"])
def test_a_wrong_token_is_no_token(cast, secret):
    answer = Client().get("/api/v1/cases/", HTTP_AUTHORIZATION=f"Bearer {secret}")
    assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")


def test_a_secret_is_kept_as_a_hash_only(cast):
    token, secret = _token(cast, "tom")
    assert len(secret) >= 43
    assert secret not in str(Token.objects.filter(pk=token.pk).values().get())
    assert _status(secret) == (200, None)


def test_a_token_ends_by_time_by_revocation_and_with_its_person(cast):
    at = clock.now()
    ended = Token.objects.issue(user=cast.world.users["tom"], at=at - timedelta(days=2), expires_at=at)
    revoked, alive = _token(cast, "tom"), _token(cast, "tina")
    Token.objects.filter(pk=revoked[0].pk).revoke(at=clock.now())
    User.objects.filter(name="tina").update(is_active=False)
    for _, secret in (ended, revoked, alive):
        assert _status(secret) == (401, "not_authenticated")


def test_use_is_noted_once_an_hour(cast):
    token, secret = _token(cast, "tom")
    _status(secret)
    token.refresh_from_db()
    first = token.last_used_at
    assert first is not None
    _status(secret)
    token.refresh_from_db()
    assert token.last_used_at == first


def test_scopes_narrow_what_a_token_may_do(cast, prize):
    reader = Caller("tom", _token(cast, "tom", scopes=[Scope.READ])[1])
    opener = Caller("tom", _token(cast, "tom", scopes=[Scope.OPEN])[1])
    actor = Caller("tom", _token(cast, "tom", scopes=[Scope.ACT, Scope.READ])[1])
    assert reader.get("/cases/").status_code == 200
    assert reader.post("/cases/", prize).json()["code"] == "not_permitted"
    assert opener.get("/cases/").json()["code"] == "not_permitted"
    assert actor.post("/cases/", prize).status_code == 201
    nothing = "/releases/00000000-0000-0000-0000-000000000000/content/"
    assert actor.post(nothing).json()["code"] == "not_permitted"
    assert opener.post(nothing).json()["code"] == "not_found"


def test_a_session_works_and_needs_its_csrf_token(cast, prize):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast.world.users["tom"])
    assert client.get("/api/v1/cases/").status_code == 200
    refused = client.post("/api/v1/cases/", prize, content_type="application/json")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")
    assert "CSRF" in refused.json()["detail"]


def test_a_suspended_organisation_stops_its_people(cast):
    tom = cast("tom")
    organisation = cast.world.organisations["travelco"]
    organisation.suspended_at = clock.now()
    organisation.save()
    assert tom.get("/cases/").json()["code"] == "not_permitted"


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("get", "/nonsense/", 404, "not_found"),
        ("get", "/cases/TX-3333-3333/nonsense/", 404, "not_found"),
        ("delete", "/cases/", 405, "method_not_allowed"),
        ("patch", "/bases/", 405, "method_not_allowed"),
    ],
)
def test_every_refusal_is_a_problem(cast, method, path, status, code):
    answer = cast("tom").send(method, path, {})
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.json()["status"] == status
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_answer_that_cannot_be_given_is_a_problem(cast):
    answer = cast("tom").get("/bases/", Accept="text/html")
    assert (answer.status_code, answer.json()["code"]) == (406, "not_acceptable")


def test_a_fault_of_ours_says_nothing(cast, monkeypatch):
    monkeypatch.setattr("disclosures.api.bases.describe", lambda _: 1 / 0)
    answer = cast("tom").get("/bases/")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal_error")
    assert "division" not in answer.text
