"""Tokens for machines: made by who has just proved who they are, shown once, narrow, ended at once (P2a)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from django.core.cache import caches
from django.test import Client

from accounts.models import Organisation, Token, User
from accounts.models.token import LONGEST_LIFE, USUAL_LIFE
from disclosures.actions import engagements
from disclosures.api import reauthentication, wrong_tokens
from disclosures.models import Engagement, IdempotencyKey, LedgerEntry, OpeningCode, Release, clock
from disclosures.queries import unlocked
from tests.api.partners import a_cast, filing
from tests.callers import API, Caller
from tests.sign_ins import sign_in

HOUR = 60 * 60
WISH = {"label": "dispatch system", "scopes": ["read", "act"]}


@pytest.fixture
def cast(desk):
    return a_cast()


@pytest.fixture
def browser(cast):
    """Somebody at their browser, signed in a moment ago."""

    def _browser(name):
        client = Client(raise_request_exception=False)
        sign_in(client, User.objects.get(name=name))
        return client

    return _browser


@dataclass(slots=True)
class Machine(Caller):
    """Somebody's machine, and the name of its token."""

    token: str = ""


def end(client, token):
    return client.post(f"{API}/tokens/{token}/end/", {}, content_type="application/json")


def make(client, **words):
    return client.post(f"{API}/tokens/", WISH | words, content_type="application/json")


@pytest.fixture
def made(browser):
    """Somebody's machine with a fresh token, made at the browser."""

    def _made(name, **words):
        answer = make(browser(name), **words)
        assert answer.status_code == 201, answer.content
        return Machine(name, answer.json()["secret"], token=answer.json()["id"])

    return _made


# --- Made, shown, listed, ended -----------------------------------------------------------------------------------


def test_a_secret_is_shown_once_and_kept_nowhere(browser, cast):
    answer = make(browser("kai"))
    secret = answer.json()["secret"]
    assert Caller("kai", secret).get("/cases/").status_code == 200
    listed = browser("kai").get(f"{API}/tokens/")
    assert [row["label"] for row in listed.json()["results"]] == ["dispatch system"]
    assert secret not in listed.text
    assert "secret" not in listed.json()["results"][0]
    assert Token.objects.get().digest not in listed.text
    assert secret not in "".join(LedgerEntry.objects.values_list("text", flat=True))


def test_a_request_sent_again_makes_one_token_and_its_answer_is_nowhere(browser):
    kai = browser("kai")

    def once():
        return kai.post(f"{API}/tokens/", WISH, content_type="application/json", headers={"Idempotency-Key": "k-1"})

    first, again = once(), once()
    assert (first.status_code, again.status_code, Token.objects.count()) == (201, 201, 1)
    assert again.json() == {name: value for name, value in first.json().items() if name != "secret"}
    assert first.json()["secret"] not in str(list(IdempotencyKey.objects.values()))


def test_every_token_ends_after_90_days_unless_said_and_after_a_year_at_the_latest(browser):
    now = clock.now()
    made = datetime.fromisoformat(make(browser("kai")).json()["expires_at"])
    assert abs(made - now - USUAL_LIFE) < timedelta(minutes=1)
    sooner = (now + timedelta(days=3)).isoformat()
    assert make(browser("kai"), expires_at=sooner).status_code == 201
    for wrong in (now + LONGEST_LIFE + timedelta(days=1), now - timedelta(days=1)):
        refused = make(browser("kai"), expires_at=wrong.isoformat())
        assert (refused.status_code, refused.json()["fields"]) == (422, ["expires_at"])
    assert Token.objects.count() == 2


def test_no_way_makes_a_token_of_more_than_a_year(cast):
    at = clock.now()
    with pytest.raises(ValueError, match="a year"):
        Token.objects.issue(user=cast.world.users["kai"], at=at, expires_at=at + LONGEST_LIFE + timedelta(seconds=1))


@pytest.mark.parametrize(
    "words", [{"scopes": []}, {"scopes": ["all"]}, {"label": ""}, {"user": "mei"}, {"digest": "0" * 64}, {"by": "mei"}]
)
def test_what_a_token_cannot_be_is_refused(browser, words):
    assert make(browser("kai"), **words).status_code == 400
    assert not Token.objects.exists()


def test_last_use_is_shown(browser, made):
    kai = made("kai")
    assert browser("kai").get(f"{API}/tokens/").json()["results"][0]["last_used_at"] is None
    kai.get("/cases/")
    assert browser("kai").get(f"{API}/tokens/").json()["results"][0]["last_used_at"] is not None


def test_a_token_is_made_by_a_session_that_was_proved_lately_and_by_nothing_else(browser, made):
    machine, kai = made("kai"), browser("kai")
    assert machine.post("/tokens/", WISH).json()["code"] == "sign_in_again"
    for ago in (reauthentication.LASTS.total_seconds() + 1, HOUR):
        refused = make(sign_in(kai, User.objects.get(name="kai"), ago=ago))
        assert (refused.status_code, refused.json()["code"]) == (403, "sign_in_again")
    assert Token.objects.count() == 1


def test_a_form_of_another_site_makes_no_token(cast):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, cast.world.users["kai"])
    assert make(client).status_code == 403
    assert not Token.objects.exists()


@pytest.mark.parametrize("name", ["reviewer.ren", "counsel.cai", "privacy.pei", "auditor.an", "admin.ada"])
def test_who_works_for_the_desk_has_no_token_past_the_second_factor(browser, name):
    assert make(browser(name)).json()["code"] == "not_permitted"


def test_nor_has_who_works_for_the_desk_and_is_a_member_too(browser, cast):
    cast.world.users["bo"].role_assignments.create(role="counsel")
    assert make(browser("bo")).json()["code"] == "not_permitted"


def test_an_administrator_makes_and_ends_the_tokens_of_a_service_account(browser, cast):
    answer = make(browser("admin.ada"), holder="platform.machine")
    assert (answer.status_code, answer.json()["holder"]) == (201, "platform.machine")
    machine = Caller("platform.machine", answer.json()["secret"])
    assert machine.send("put", "/platform/members/m-1/", {"version": 1}).status_code == 200
    assert end(browser("admin.ada"), answer.json()["id"]).status_code == 200
    assert machine.send("put", "/platform/members/m-1/", {"version": 2}).status_code == 401


def test_nobody_makes_a_token_for_somebody_else(browser):
    for name, holder in (("kai", "platform.machine"), ("kai", "mei"), ("kai", "nobody")):
        assert make(browser(name), holder=holder).json()["code"] == "not_permitted"
    for holder in ("mei", "counsel.cai", "nobody"):
        assert make(browser("admin.ada"), holder=holder).json()["code"] == "invalid"
    assert not Token.objects.exists()


def test_everybody_sees_their_own_and_ends_no_other_s(browser, made):
    kai = made("kai")
    for name in ("kim", "rob", "mei", "counsel.cai", "privacy.pei"):
        assert browser(name).get(f"{API}/tokens/").json()["results"] == []
        assert end(browser(name), kai.token).status_code == 404
    assert kai.get("/cases/").status_code == 200


def test_a_token_ends_itself_and_the_ledger_says_so(made):
    kai = made("kai")
    assert kai.post(f"/tokens/{kai.token}/end/").json()["ended_at"] is not None
    assert kai.get("/cases/").status_code == 401
    events = LedgerEntry.objects.filter(chain__startswith="token:").order_by("seq").values_list("event", flat=True)
    assert list(events) == ["token_made", "token_ended"]


def test_an_ended_token_ends_no_second_time(browser, made):
    kai = made("kai")
    end(browser("kai"), kai.token)
    assert end(browser("kai"), kai.token).json()["code"] == "move_not_allowed"


# --- What it reaches ------------------------------------------------------------------------------------------------


@pytest.fixture
def filed(cast):
    """One released case under each engagement, filed by kai."""
    found = {}
    for engagement in ("delivery", "repair"):
        found[engagement] = cast("kai").post("/cases/", filing(engagement)).json()["reference"]
        cast.work()
    return found


def _has_typed_a_code(client, user):
    """As the page of one of their releases leaves it (tests/recipients tries that page)."""
    at, browser = clock.now(), unlocked.browser_of(client.session.session_key)
    release = Release.objects.filter(case__recipient_organisation=user.organisation).first()
    OpeningCode.objects.create(release=release, by=user, asked_at=at, sent_at=at, tries=1, spent_at=at, browser=browser)


def test_a_token_of_an_engagement_reaches_its_cases_and_releases_and_no_other(filed, made, browser):
    kai = browser("kai")
    _has_typed_a_code(kai, User.objects.get(name="kai"))
    secret = make(kai, engagement="delivery", scopes=["read", "act", "open"]).json()["secret"]
    machine = Machine("kai", secret)
    assert [row["reference"] for row in machine.get("/cases/").json()["results"]] == [filed["delivery"]]
    assert machine.get(f"/cases/{filed['delivery']}/").status_code == 200
    assert machine.get(f"/cases/{filed['repair']}/").status_code == 404
    (release,) = machine.get("/releases/").json()["results"]
    assert release["reference"] == filed["delivery"]
    assert machine.post(f"/releases/{release['id']}/content/").status_code == 200
    assert b"".join(machine.post(f"/releases/{release['id']}/download/?as=csv").streaming_content)
    others = [row["id"] for row in made("kai").get("/releases/").json()["results"] if row["id"] != release["id"]]
    assert len(others) == 1
    assert machine.get(f"/releases/{others[0]}/").status_code == 404
    assert machine.post(f"/releases/{others[0]}/content/").status_code == 404
    assert machine.get("/engagements/delivery/").status_code == 200
    assert machine.get("/engagements/repair/").status_code == 404


def test_a_token_of_an_engagement_files_under_it_and_nowhere_else(made):
    machine = made("kai", engagement="delivery")
    assert machine.post("/cases/", filing()).status_code == 201
    for wrong in (filing("repair"), filing() | {"particulars": {}}, filing() | {"basis": "consent", "particulars": {}}):
        answer = machine.post("/cases/", wrong)
        assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert len(made("kai").get("/cases/").json()["results"]) == 1


def test_a_draft_of_its_own_is_in_its_reach_until_it_names_another(made):
    machine = made("kai", engagement="delivery")
    reference = machine.post("/cases/", filing() | {"submit": False}).json()["reference"]
    body = {name: value for name, value in filing("repair").items() if name != "submit"}
    assert machine.send("put", f"/cases/{reference}/", body).json()["code"] == "not_permitted"
    assert machine.post(f"/cases/{reference}/submit/").status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/engagements/", "/consents/", "/rights/", "/complaints/", "/organisations/", "/tokens/", "/me/disclosures/"],
)
def test_a_token_of_an_engagement_comes_to_nothing_else(made, path):
    answer = made("kai", engagement="delivery").get(path)
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")


@pytest.mark.parametrize(("name", "engagement", "status"), [("rob", "delivery", 404), ("kai", "nonsense", 404)])
def test_a_token_is_bound_to_an_engagement_of_one_s_own_only(browser, name, engagement, status):
    assert make(browser(name), engagement=engagement).status_code == status
    assert not Token.objects.exists()


# --- Its end ---------------------------------------------------------------------------------------------------------


def test_a_token_dies_with_its_engagement_at_once(made, cast):
    bound, free = made("kai", engagement="delivery"), made("kai")
    engagement = Engagement.objects.get(name="delivery")
    engagements.end(engagement=engagement, by=cast.world.user("privacy.pei"), at=clock.now())
    assert bound.get("/cases/").status_code == 401
    assert free.get("/cases/").status_code == 200
    assert Token.objects.get(public_id=bound.token).revoked_at is not None


def test_a_token_dies_with_the_date_of_its_engagement_before_any_job_runs(made):
    bound = made("kai", engagement="delivery")
    Engagement.objects.filter(name="delivery").update(ends_at=clock.now())
    assert bound.get("/cases/").status_code == 401


def test_a_token_dies_when_its_person_leaves_the_organisation(made):
    kai = made("kai")
    User.objects.filter(name="kai").update(organisation=None)
    assert kai.get("/cases/").status_code == 401
    User.objects.filter(name="kai").update(organisation=Organisation.objects.get(name="rival"))
    assert kai.get("/cases/").status_code == 401


def test_the_three_ways_of_being_wrong_look_alike(made, cast, queries):
    ended, late, bound = made("kai"), made("kai"), made("kai", engagement="delivery")
    Token.objects.filter(public_id=ended.token).revoke(at=clock.now())
    early = clock.now() - timedelta(days=2)
    Token.objects.filter(public_id=late.token).update(created_at=early, expires_at=early + timedelta(days=1))
    Engagement.objects.filter(name="delivery").update(ended_at=clock.now())
    answers = set()
    for secret in (ended.secret, late.secret, bound.secret, "desk_" + "x" * 43):
        with queries() as seen:
            answer = Caller("thief", secret).get("/cases/")
        answers.add((answer.status_code, answer.content, answer.headers["WWW-Authenticate"], len(seen)))
    assert len(answers) == 1


# --- Guessing --------------------------------------------------------------------------------------------------------


@pytest.fixture
def _no_counters():
    caches["quick"].clear()
    yield
    caches["quick"].clear()


@pytest.mark.usefixtures("_no_counters")
def test_wrong_tokens_are_counted_by_address_and_a_right_one_is_never_refused_for_them(made, monkeypatch):
    monkeypatch.setattr(wrong_tokens, "MOST", 3)
    kai = made("kai")

    def guess(**where):
        return Client().get(f"{API}/cases/", headers={"Authorization": "Bearer desk_guess"}, **where)

    assert [guess().status_code for _ in range(4)] == [401, 401, 401, 429]
    assert guess().json()["code"] == "too_many_requests"
    assert int(guess().headers["Retry-After"]) >= wrong_tokens.SECONDS
    assert guess(REMOTE_ADDR="203.0.113.9").status_code == 401
    assert kai.get("/cases/").status_code == 200


@pytest.mark.usefixtures("_no_counters")
def test_a_forged_address_starts_no_new_count(cast, monkeypatch):
    monkeypatch.setattr(wrong_tokens, "MOST", 1)
    headers = {"Authorization": "Bearer desk_guess"}
    asked = [
        Client().get(f"{API}/cases/", headers=headers | {"X-Forwarded-For": f"203.0.113.{number}"}).status_code
        for number in range(3)
    ]
    assert asked == [401, 429, 429]


def test_without_its_cache_the_desk_answers_as_ever(cast, settings):
    gone = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1/0"}
    settings.CACHES = {"default": gone, "quick": gone}
    answer = Client().get(f"{API}/cases/", headers={"Authorization": "Bearer desk_guess"})
    assert answer.status_code == 401


@pytest.mark.usefixtures("_no_counters")
def test_no_address_lies_in_the_cache(cast):
    Client().get(f"{API}/cases/", headers={"Authorization": "Bearer desk_guess"}, REMOTE_ADDR="203.0.113.77")
    assert caches["quick"]._cache
    assert "203.0.113.77" not in str(caches["quick"]._cache)
