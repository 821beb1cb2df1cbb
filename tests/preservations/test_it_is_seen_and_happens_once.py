"""A preservation waits where staff see it, happens once, and stops where somebody may no longer ask (P3c)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import User
from disclosures.models import Job, Notice, Snapshot, SnapshotKey, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader

pytestmark = pytest.mark.django_db


def waits(kept, name, *, in_days=0):
    reader = Reader(User.objects.get(name=name), clock.now() + timedelta(days=in_days))
    mine = [wait for wait in waiting.waiting(reader, most=50) if wait.reference == kept.reference]
    return [(wait.way.kind, wait.due_at, wait.is_late) for wait in mine]


def test_each_wait_has_its_end_and_is_seen_by_staff_before(at_the_desk):
    asked = at_the_desk.asked()
    due = asked.row.asked_at + timedelta(days=2)
    assert waits(asked, "reviewer.ren") == [("preservation_asked", due, False)]
    assert waits(asked, "reviewer.ren", in_days=3) == [("preservation_asked", due, True)]
    asked.signed()
    assert [kind for kind, *_ in waits(asked, "counsel.cai")] == ["preservation_unkept"]
    asked.cast.work()
    assert waits(asked, "reviewer.ren") == [("preservation", asked.row.until, False)]
    asked.by("officer", "extend/", {"reason": "the court sits in May"})
    assert waits(asked, "counsel.cai") == [("preservation_extension", asked.row.until, False)]
    asked.by("officer", "withdraw/")
    assert waits(asked, "counsel.cai") == []


def test_the_officer_hears_two_weeks_before_and_again_after_an_extension(at_the_desk):
    told = Notice.objects.filter(kind="preservation_ends", to_user__name="officer")
    kept = at_the_desk.kept().later(days=75)
    assert not told.exists()
    kept.later(days=1)
    assert told.count() == 1
    kept.by("officer", "extend/", {"reason": "the court sits in May"})
    kept.by("counsel.cai", "extend/approve/")
    kept.later(days=89)
    assert told.count() == 1
    kept.later(days=1)
    assert told.count() == 2


def test_whatever_is_carried_out_again_changes_nothing(at_the_desk):
    kept = at_the_desk.kept(subjects=["mei"])
    _again()
    kept.cast.work()
    assert Snapshot.objects.count() == 1
    kept.later(days=90)
    before = (kept.events(), Notice.objects.count())
    _again()
    kept.cast.work()
    assert (kept.events(), Notice.objects.count()) == before


def _again():
    """As two beats, two dispatchers or a redelivered message would have it."""
    done = Job.objects.filter(topic__startswith="preservation.", state="done")
    assert done.update(state="ready", finished_at=None)


def test_whose_verification_lapsed_meanwhile_has_nothing_kept(at_the_desk):
    asked = at_the_desk.asked().signed()
    User.objects.filter(name="officer").update(verified_at=None)
    asked.cast.work()
    assert (asked.shown()["end"], Snapshot.objects.count()) == ("fact_lapsed", 0)


def test_misuse_that_is_upheld_destroys_what_was_kept_for_it(at_the_desk):
    kept = at_the_desk.kept()
    body = {"against": {"organisation": "psb"}, "reason": "sold what it got"}
    report = kept.cast("tom").post("/misuse-reports/", body).json()["id"]
    for name in ("counsel.chen", "privacy.pei"):
        answer = kept.cast(name).post(f"/misuse-reports/{report}/uphold/")
        assert answer.status_code == 200, answer.text
    kept.cast.work()
    assert (kept.shown("auditor.an")["end"], SnapshotKey.objects.count()) == ("misuse", 0)


def test_who_works_here_and_is_named_does_not_know_of_it(at_the_desk):
    person = User.objects.get(name="mei").person
    User.objects.filter(name="counsel.chen").update(person=person)
    asked = at_the_desk.asked()
    assert asked.cast("counsel.chen").get(f"/preservations/{asked.reference}/").status_code == 404
    assert asked.cast("counsel.chen").get("/preservations/").json()["results"] == []
    assert waits(asked, "counsel.chen") == []
    assert asked.by("counsel.chen", "steps/legal_review/approve/").status_code == 404
