"""What is somebody else's looks like what is not there, and costs the same work (DESIGN 5.9)."""

from __future__ import annotations

import pytest

NO_SUCH = "CO-3333-3333"
ACTS = ["submit", "resubmit", "withdraw", "appeal", "check", "accept", "return", "refuse", "narrow", "revoke", "answer",
        "objections", "objections/uphold", "objections/overrule", "channel", "steps/review/approve",
        "steps/review/return", "steps/review/refuse", "evidence"]  # fmt: skip
PARTS = ["", "timeline/", "subjects/", "items/", "evidence/"]


@pytest.fixture
def theirs(cast, prize):
    return cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]


def _asked(queries, ask, path):
    ask(path)  # the token's first use is noted once
    with queries() as made:
        answer = ask(path)
    return answer.status_code, answer.content, len(made)


@pytest.mark.parametrize("part", PARTS)
def test_somebody_else_s_case_reads_like_none(cast, theirs, queries, part):
    for name in ("lin", "judge"):
        known = _asked(queries, cast(name).get, f"/cases/{theirs}/{part}")
        for reference in (NO_SUCH, "nonsense", "CO-0000-0000", "%F0%9F%92%A9", "a" * 300):
            assert _asked(queries, cast(name).get, f"/cases/{reference}/{part}") == known
        assert known[0] == 404


@pytest.mark.parametrize("act", ACTS)
def test_nobody_acts_on_what_is_not_theirs_to_see(cast, theirs, queries, act):
    known = _asked(queries, cast("lin").post, f"/cases/{theirs}/{act}/")
    assert known[0] == 404
    assert _asked(queries, cast("lin").post, f"/cases/{NO_SUCH}/{act}/") == known


def test_a_member_of_whom_nothing_is_told_yet_sees_nothing(cast, theirs):
    assert cast("mei").get(f"/cases/{theirs}/").status_code == 404
    assert cast("mei").get("/cases/").json()["results"] == []


def test_a_draft_is_its_requester_s_alone(cast, prize):
    reference = cast("tom").post("/cases/", prize).json()["reference"]
    assert cast("tina").get(f"/cases/{reference}/").status_code == 200
    assert cast("reviewer.ren").get(f"/cases/{reference}/").status_code == 404
    assert cast("reviewer.ren").get("/cases/").json()["results"] == []


def test_the_desk_is_told_of_a_draft_that_it_is_not_filed_yet_and_no_more(cast, prize):
    reference = cast("tom").post("/cases/", prize).json()["reference"]
    for path in ("accept", "withdraw"):
        told = cast("reviewer.ren").post(f"/cases/{reference}/{path}/")
        assert told.json()["code"] == {"accept": "move_not_allowed", "withdraw": "not_permitted"}[path]
        assert "mei" not in told.text
        assert prize["purpose"] not in told.text


@pytest.mark.parametrize("act", ["content", "download", "revoke"])
def test_somebody_else_s_release_is_as_unknown_as_none(cast, theirs, queries, act):
    cast("reviewer.ren").post(f"/cases/{theirs}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{theirs}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{theirs}/steps/review/approve/", {"shown": shown})
    cast.work()
    release = cast("tom").get("/releases/").json()["results"][0]["id"]
    known = _asked(queries, cast("lin").post, f"/releases/{release}/{act}/")
    assert known[0] == 404
    for other in ("00000000-0000-4000-8000-000000000000", "nonsense", "7"):
        assert _asked(queries, cast("lin").post, f"/releases/{other}/{act}/") == known
    assert cast("lin").get(f"/releases/{release}/").status_code == 404


def test_outsiders_are_told_six_words_and_no_staff(cast, theirs):
    cast("reviewer.ren").post(f"/cases/{theirs}/accept/")
    told = cast("tom").get(f"/cases/{theirs}/")
    assert told.json()["status"] == "being_checked"
    for word in ("reviewer", "scope_hash", "route", "facts", "signatures"):
        assert word not in told.text


def test_only_the_desk_filters_by_inner_status(cast, theirs):
    assert cast("tom").get("/cases/?status=review").json()["code"] == "not_permitted"
    found = cast("auditor.an").get("/cases/?status=triage&basis=consent").json()["results"]
    assert [row["reference"] for row in found] == [theirs]
    assert cast("auditor.an").get("/cases/?status=nonsense").json()["code"] == "malformed"
    assert cast("tom").get("/cases/?basis=nonsense").json()["code"] == "malformed"
