"""Lists in pages: every row once, a fixed number of queries, cursors that tell nothing."""

from __future__ import annotations

import pytest


@pytest.fixture
def many(cast, prize):
    return [cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"] for _ in range(7)]


def test_pages_follow_one_another_newest_first(cast, many):
    seen, path = [], "/cases/?limit=3"
    while path:
        page = cast("reviewer.ren").get(path).json()
        seen.append([row["reference"] for row in page["results"]])
        path = page["next"] and page["next"].partition("/api/v1")[2]
    assert [len(page) for page in seen] == [3, 3, 1]
    assert [reference for page in seen for reference in page] == many[::-1]


def test_a_page_costs_the_same_queries_however_many_cases_there_are(cast, prize, queries, many):
    def costs(name):
        cast(name).get("/cases/")
        with queries() as made:
            assert cast(name).get("/cases/").status_code == 200
        return len(made)

    before = {name: costs(name) for name in ("tom", "reviewer.ren", "mei")}
    for _ in range(5):
        cast("tom").post("/cases/", prize | {"submit": True})
    assert {name: costs(name) for name in before} == before, "whoever asks"
    assert max(before.pop("tom"), before.pop("mei")) <= 6
    assert before["reviewer.ren"] <= 8, "whose own affair a case is, is asked of the page"


def test_a_cursor_of_somebody_else_leads_nowhere(cast, many):
    for cursor in (many[0], "nonsense", "%00", "a" * 200):
        answer = cast("lin").get(f"/cases/?cursor={cursor}")
        assert (answer.status_code, answer.json()["fields"]) == (400, ["cursor"])


@pytest.mark.parametrize("limit", ["0", "101", "-1", "x", "9" * 30, "\u0663", "1.5", ""])
def test_a_limit_is_a_small_number(cast, limit):
    answer = cast("tom").get(f"/cases/?limit={limit}")
    assert (answer.status_code, answer.json()["fields"]) == (400, ["limit"])


def test_releases_come_in_pages_too(cast, many):
    for reference in many[:3]:
        cast("reviewer.ren").post(f"/cases/{reference}/accept/")
        shown = cast("reviewer.rui").get(f"/cases/{reference}/").json()["scope_hash"]
        cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/", {"shown": shown})
    cast.work()
    first = cast("tina").get("/releases/?limit=2").json()
    second = cast("tina").get(first["next"].partition("/api/v1")[2]).json()
    found = [row["reference"] for page in (first, second) for row in page["results"]]
    assert sorted(found) == sorted(many[:3])
    assert second["next"] is None
    assert cast("tom").get("/releases/?cursor=nonsense").json()["code"] == "malformed"
