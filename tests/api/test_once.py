"""An act sent twice with one key is done once and answered alike, whoever died in between (decision 0005)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures.api import idempotency
from disclosures.models import Case, IdempotencyKey

KEY = {"Idempotency_Key": "k-1"}


@pytest.fixture
def died(monkeypatch):
    """Let the process die after the act and before its answer, as far as one process can play it."""

    class Killed(BaseException):
        pass

    def die(*_, **__):
        raise Killed

    def _died(caller, path, body, *, where):
        with monkeypatch.context() as patched:
            patched.setattr(where, die)
            with pytest.raises(Killed):
                caller.post(path, body, **KEY)

    return _died


AFTER = "disclosures.api.cases.view.CaseView.show"
BEFORE = "disclosures.actions.filings.compose"


def test_the_same_key_gives_the_same_answer_and_one_case(cast, prize):
    first = cast("tom").post("/cases/", prize | {"submit": True}, **KEY)
    second = cast("tom").post("/cases/", prize | {"submit": True}, **KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second.headers["Idempotent-Replayed"] == "true"
    assert Case.objects.count() == 1


def test_acts_on_a_case_are_done_once_too(cast, prize):
    reference = cast("tom").post("/cases/", prize).json()["reference"]
    first = cast("tom").post(f"/cases/{reference}/submit/", **KEY)
    second = cast("tom").post(f"/cases/{reference}/submit/", **KEY)
    assert second.json() == first.json()
    without = cast("tom").post(f"/cases/{reference}/submit/")
    assert (without.status_code, without.json()["code"]) == (409, "move_not_allowed")


def test_a_key_stands_for_one_request(cast, prize):
    cast("tom").post("/cases/", prize, **KEY)
    other = cast("tom").post("/cases/", prize | {"purpose": "another"}, **KEY)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_keys_are_each_person_s_own(cast, prize):
    cast("tom").post("/cases/", prize, **KEY)
    assert cast("tina").post("/cases/", prize, **KEY).status_code == 201
    assert Case.objects.count() == 2


def test_a_refusal_frees_its_key(cast, prize):
    refused = cast("tom").post("/cases/", prize | {"purpose": "sale", "submit": True}, **KEY)
    assert refused.status_code == 422
    assert cast("tom").post("/cases/", {"basis": 5}, **KEY).status_code == 400
    assert cast("tom").post("/cases/", prize, **KEY).status_code == 201


def test_an_act_whose_answer_was_lost_is_answered_from_the_ledger(cast, prize, died):
    died(cast("tom"), "/cases/", prize | {"submit": True}, where=AFTER)
    answer = cast("tom").post("/cases/", prize | {"submit": True}, **KEY)
    assert (answer.status_code, answer.json()["status"]) == (200, "received")
    assert Case.objects.count() == 1


def test_an_act_on_a_case_whose_answer_was_lost_is_not_done_again(cast, prize, died):
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    died(cast("reviewer.ren"), f"/cases/{reference}/accept/", {}, where=AFTER)
    answer = cast("reviewer.ren").post(f"/cases/{reference}/accept/", **KEY)
    assert (answer.status_code, answer.json()["status"]) == (200, "review")


def test_an_act_that_never_happened_is_done_by_a_later_request(cast, prize, died, monkeypatch):
    died(cast("tom"), "/cases/", prize, where=BEFORE)
    early = cast("tom").post("/cases/", prize, **KEY)
    assert (early.status_code, early.json()["code"]) == (409, "in_progress")
    assert early.headers["Retry-After"]
    monkeypatch.setattr(idempotency, "IN_HAND", timedelta(0))
    assert cast("tom").post("/cases/", prize, **KEY).status_code == 201
    assert Case.objects.count() == 1
    assert cast("tom").post("/cases/", prize, **KEY).headers["Idempotent-Replayed"] == "true"


def test_a_key_is_forgotten_after_a_day(cast, prize):
    cast("tom").post("/cases/", prize, **KEY)
    row = IdempotencyKey.objects.get()
    IdempotencyKey.objects.update(at=row.at - timedelta(hours=25))
    assert cast("tom").post("/cases/", prize | {"purpose": "another"}, **KEY).status_code == 201
    assert IdempotencyKey.objects.count() == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "k" * 201, "\u00e9"])
def test_a_key_is_a_short_visible_word(cast, prize, key):
    answer = cast("tom").post("/cases/", prize, Idempotency_Key=key)
    assert (answer.status_code, answer.json()["fields"]) == (400, ["Idempotency-Key"])


def test_what_an_opening_answers_is_never_stored(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    shown = cast("reviewer.rui").get(f"/cases/{reference}/").json()["scope_hash"]
    cast("reviewer.rui").post(f"/cases/{reference}/steps/review/approve/", {"shown": shown})
    cast.work()
    release = cast("tom").get("/releases/").json()["results"][0]["id"]
    for act in ("content/", *(f"download/?as={form}" for form in ("json", "csv", "pdf", "zip"))):
        first, again = (cast("tom").post(f"/releases/{release}/{act}", **KEY) for _ in range(2))
        assert (first.status_code, again.status_code) == (200, 200)
        assert "Idempotent-Replayed" not in again.headers
    assert not IdempotencyKey.objects.exists()
