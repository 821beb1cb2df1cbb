"""A new version is published ahead, members are told, anybody can see what changed, cases keep theirs (P0b)."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client

from accounts.models import PolicyVersion
from accounts.terms import shipped
from disclosures.actions import policy_versions
from disclosures.domain.instants import parse
from disclosures.models import LedgerEntry, Notice, clock
from tests.terms.conftest import let_it_apply, publish
from tests.terms.texts import SENTENCE, body


def read(path):
    return Client().get(f"/api/v1/policy-versions/{path}")


def test_anybody_reads_every_version_without_signing_in(cast):
    shown = read("privacy_policy/1/").json()
    assert shown["state"] == "in_force"
    assert [clause["id"] for clause in shown["clauses"]] == list(shipped.texts_of("privacy_policy")["en"].ids)
    assert read("privacy_policy/1/?language=zh-hans").json()["title"] == "隐私政策"


def test_a_new_version_applies_seven_days_later_when_nothing_is_said(cast):
    made = publish(cast)
    assert (made["number"], made["state"]) == (2, "announced")
    assert parse(made["effective_at"]) - parse(made["published_at"]) == timedelta(days=7)
    assert read("privacy_policy/1/").json()["state"] == "in_force"
    let_it_apply()
    assert [row["state"] for row in read("").json()["results"][:2]] == ["in_force", "past"]


def test_members_and_complainants_are_told_ahead_by_reference(cast):
    publish(cast)
    cast.work()
    told = Notice.objects.filter(kind="policy_changes")
    assert {notice.to_user.name for notice in told} == {"mei", "bo", "lin"}
    assert all(notice.sent_at for notice in told)
    letter = mail.outbox[0]
    assert letter.subject.endswith(": privacy-policy-2")
    assert SENTENCE["en"] not in letter.body


def test_the_telling_goes_on_until_everybody_was_told_once(cast, monkeypatch):
    monkeypatch.setattr(policy_versions, "AT_ONCE", 2)
    publish(cast)
    cast.work()
    assert sorted(Notice.objects.values_list("to_user__name", flat=True)) == ["bo", "lin", "mei"]


@pytest.mark.parametrize("name", ["mei", "tom", "reviewer.ren", "counsel.chen", "auditor.an"])
def test_only_a_privacy_officer_publishes(cast, name):
    answer = cast(name).post("/policy-versions/", body())
    assert (answer.status_code, answer.json()["code"]) == (403, "not_permitted")
    assert PolicyVersion.objects.count() == 2


def test_nobody_publishes_without_signing_in(cast):
    answer = Client().post("/api/v1/policy-versions/", body(), content_type="application/json")
    assert answer.status_code == 401


def soon(**later):
    return (clock.now() + timedelta(**later)).isoformat()


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"effective_at": {"days": 3}}, "shorter_because"),
        ({"effective_at": {"seconds": -1}, "shorter_because": "an order"}, "effective_at"),
        ({"clause": "nothing"}, "texts"),
    ],
)
def test_what_is_too_soon_or_says_nothing_new_is_refused(cast, more, field):
    if "effective_at" in more:
        more = more | {"effective_at": soon(**more["effective_at"])}
    answer = cast("privacy.pei").post("/policy-versions/", body(**more))
    assert answer.json()["code"] == "invalid"
    assert field in answer.json()["fields"]
    assert PolicyVersion.objects.count() == 2


def test_a_shorter_time_ahead_needs_a_reason_and_keeps_it(cast):
    publish(cast, effective_at=soon(days=1), shorter_because="A court orders it.")
    assert PolicyVersion.objects.get(number=2).shorter_because == "A court orders it."


def test_one_version_is_announced_at_a_time(cast):
    publish(cast)
    answer = cast("privacy.pan").post("/policy-versions/", body(clause="P1b"))
    assert (answer.status_code, answer.json()["code"]) == (409, "move_not_allowed")


def test_a_version_in_one_language_only_is_refused(cast):
    half = body()
    del half["texts"]["zh-hans"]
    assert cast("privacy.pei").post("/policy-versions/", half).json()["code"] == "malformed"
    other = body()
    other["texts"]["zh-hans"]["clauses"].pop()
    assert "clauses" in cast("privacy.pei").post("/policy-versions/", other).json()["fields"]


def test_what_changed_is_marked_word_by_word_in_both_languages(cast):
    publish(cast)
    for language, sentence in SENTENCE.items():
        clauses = read(f"privacy_policy/2/changes/1/?language={language}").json()["clauses"]
        (changed,) = [clause for clause in clauses if clause["change"] != "same"]
        assert changed["id"] == "P1a"
        added = "".join(piece["text"] for piece in changed["text"] if piece["change"] == "added")
        assert added.strip() == sentence


def test_the_comparison_works_backwards_too(cast):
    publish(cast)
    clauses = read("privacy_policy/1/changes/2/").json()["clauses"]
    (changed,) = [clause for clause in clauses if clause["change"] != "same"]
    assert "".join(piece["text"] for piece in changed["text"] if piece["change"] == "removed").strip() == SENTENCE["en"]


@pytest.mark.parametrize("path", ["privacy_policy/9/", "nonsense/1/", "privacy_policy/99999999999/"])
def test_what_was_never_published_is_not_found(cast, path):
    assert read(path).json()["code"] == "not_found"


def test_the_ledger_can_prove_what_was_published(cast):
    publish(cast)
    entry = LedgerEntry.objects.get(event="policy_published")
    assert entry.chain.startswith("policy_version:")
    assert '"sha256":{"en":"' in entry.text


def test_a_case_keeps_the_version_in_force_when_it_was_filed(cast, prize):
    def filed(**more):
        return cast("tom").post("/cases/", prize | {"submit": True} | more).json()

    first = filed()
    assert (first["policy_version"], first["basis_revision"]) == ("1", 1)
    publish(cast)
    assert filed(purpose="while it is announced")["policy_version"] == "1"
    let_it_apply()
    assert filed(purpose="afterwards")["policy_version"] == "2"
    for name in ("tom", "reviewer.ren", "mei"):
        assert cast(name).get(f"/cases/{first['reference']}/").json().get("policy_version", "1") == "1"


def test_a_draft_has_no_version_until_it_is_filed(cast, prize):
    assert cast("tom").post("/cases/", prize).json()["policy_version"] == ""
