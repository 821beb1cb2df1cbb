"""One release in twenty is drawn for a review: nobody steers the lot, it has a reviewer and a result (P3b)."""

from __future__ import annotations

from datetime import timedelta
from unittest.mock import Mock

import pytest
from django.db import DatabaseError

from disclosures import keyring, outbox
from disclosures.actions import drawn_reviews, endings
from disclosures.delivery import build
from disclosures.domain import lots
from disclosures.domain.errors import DeskError, MoveNotAllowed, NotPermitted, SamePerson
from disclosures.domain.roles import Role
from disclosures.models import Case, DrawnReview, EngagementSignature, Job, LedgerEntry, Release, clock
from disclosures.queries import waiting
from disclosures.queries.waiting import Reader
from tests.cast import a_case, a_world, staff

pytestmark = pytest.mark.django_db
IN_ORDER, OBJECTION = DrawnReview.Result.IN_ORDER, DrawnReview.Result.OBJECTION
FREE = {"reviewer.ren", "reviewer.rui", "reviewer.triage", "counsel.chen", "counsel.cai", "privacy.pei", "privacy.pan"}


def review_of(case) -> DrawnReview:
    return DrawnReview.objects.select_related("reviewer").get(release=case.release)


def waits(case, *, at=None, by="reviewer.ren"):
    found = waiting.waiting(Reader(case.user(by), at or case.at), most=9)
    return [(wait.code, wait.is_late) for wait in found if wait.way.kind == "drawn_review"]


def finish(case, *, by=None, result=IN_ORDER, words="", at=None):
    by = by or review_of(case).reviewer.name
    drawn_reviews.finish(case=case.row, result=result, words=words, by=case.user(by), at=at or case.at)


def test_about_one_in_twenty_is_drawn_whatever_the_reference_is_like():
    found = [lots.is_drawn(ticket=f"SV-{number}:1", one_in=20, key=b"k" * 32) for number in range(20_000)]
    assert 900 < sum(found) < 1100


def test_the_lot_cannot_be_known_without_the_desk_s_key():
    case, found = Case(version=1), []
    for _ in range(2):
        with keyring.ephemeral():
            found.append([build.is_drawn(case) for case.reference in map(str, range(300))])
    assert found[0] != found[1]


def test_the_same_ticket_draws_the_same_lot_every_time():
    tickets = [{"ticket": f"SV-{number}:1", "one_in": 20, "key": b"k" * 32} for number in range(300)]
    once = [lots.is_drawn(**ticket) for ticket in tickets]
    assert [lots.is_drawn(**ticket) for ticket in tickets] == once
    assert any(once)


def test_a_release_that_fails_and_is_tried_again_draws_by_the_same_ticket(desk, monkeypatch):
    drawn = []
    monkeypatch.setattr(lots, "is_drawn", lambda **ticket: bool(drawn.append(ticket)) or True)
    finish_job, failures = outbox.finish, [DatabaseError] * 3

    def finish(claim, *, at):
        if failures and claim.topic == "release.build":
            raise failures.pop()
        finish_job(claim, at=at)

    monkeypatch.setattr(outbox, "finish", finish)
    case = a_case("service_provision").approved()
    for _ in range(4):
        case.later(minutes=10).worked()
    assert case.row.status == "released"
    assert len(drawn) == 4
    assert all(ticket == drawn[0] for ticket in drawn)
    assert DrawnReview.objects.count() == Job.objects.filter(topic="review.drawn").count() == 1


def test_no_lot_is_drawn_where_people_have_signed(desk, monkeypatch):
    monkeypatch.setattr(lots, "is_drawn", lambda **_ticket: True)
    protected = a_case("service_provision", world=a_world(mei={"protected": True})).released()
    assert (protected.row.status, protected.row.route) == ("released", ["legal_review", "privacy"])
    assert not Job.objects.filter(topic="review.drawn").exists()


def test_a_drawn_release_costs_one_more_row_in_its_transaction(desk, monkeypatch):
    case = a_case("service_provision").approved()
    monkeypatch.setattr(lots, "is_drawn", lambda **_ticket: True)
    before = Job.objects.count()
    outbox.drain(at=case.at, limit=1)
    assert Job.objects.filter(topic="review.drawn").count() == 1
    assert Job.objects.count() - before <= 4
    assert not DrawnReview.objects.exists()


def test_it_waits_for_the_reviewer_that_was_drawn_and_then_for_anybody(drawn):
    case = drawn()
    row = review_of(case)
    assert row.reviewer.name in FREE
    assert row.due_at - row.drawn_at >= timedelta(days=10)
    assert waits(case) == [(row.reviewer.name, False)]
    assert waits(case, at=row.due_at) == [(row.reviewer.name, True)]
    other = next(name for name in sorted(FREE) if name != row.reviewer.name)
    with pytest.raises(NotPermitted):
        finish(case, by=other)
    finish(case, by=other, at=row.due_at)
    assert waits(case, at=row.due_at) == []
    with pytest.raises(MoveNotAllowed):
        finish(case, by=other, at=row.due_at)


def test_reviewers_are_drawn_by_lot_too(drawn, monkeypatch):
    asked = []
    monkeypatch.setattr(drawn_reviews, "secrets", Mock(choice=lambda free: asked.append(free) or free[-1]))
    drawn()
    assert {user.name for user in asked[0]} == FREE


def test_nobody_reviews_what_they_filed_or_have_a_part_in(drawn):
    case = drawn(filed_by="reviewer.ren")
    contract = case.row.engagement
    for name, role in (("reviewer.rui", "reviewer"), ("privacy.pei", "privacy_officer")):
        signer = case.user(name)
        EngagementSignature.objects.create(
            engagement=contract,
            by=signer,
            person=signer.person,
            proposer=case.user("kai").person,
            role=role,
            at=case.at,
        )
    late = review_of(case).due_at
    for name in ("reviewer.ren", "reviewer.rui", "privacy.pei"):
        with pytest.raises(SamePerson):
            finish(case, by=name, at=late)
    colleague = staff("reviewer.of.courier", Role.REVIEWER)
    type(colleague).objects.filter(pk=colleague.pk).update(person=case.user("kai").person)
    case.stage.world.users["colleague"] = colleague
    with pytest.raises(SamePerson):
        finish(case, by="colleague", at=late)
    for _ in range(20):
        free = drawn_reviews._somebody_free(case.row)
        assert free.name in FREE - {"reviewer.ren", "reviewer.rui", "privacy.pei"}


def test_what_is_in_order_leaves_the_access_alone_and_an_objection_ends_it(drawn):
    case = drawn()
    finish(case, words="looked at it")
    assert case.release.status == "available"
    other = drawn(world=case.stage.world)
    with pytest.raises(DeskError, match="object"):
        finish(other, result=OBJECTION)
    finish(other, result=OBJECTION, words="the order was another person's")
    release = other.release
    assert (release.status, release.end_reason) == ("revoked", endings.Reason.REVIEWED)
    done = LedgerEntry.objects.filter(event="drawn_review_done").order_by("pk")
    assert [entry.content["body"]["result"] for entry in done] == ["in_order", "objection"]
    assert "another person" not in done[1].text


def test_an_objection_to_what_has_ended_already_is_kept(drawn):
    case = drawn()
    endings.revoke(case=case.row, by=case.user("counsel.cai"), at=case.at, reason="by mistake")
    finish(case, result=OBJECTION, words="no order")
    assert (case.release.end_reason, review_of(case).result) == ("revoked", "objection")


def test_the_desk_reads_it_and_the_partner_does_not(drawn, at_the_api):
    case = drawn(at=clock.now())
    cast = at_the_api(case)
    path = f"/cases/{case.row.reference}/"
    reviewer = review_of(case).reviewer.name
    told = cast(reviewer).get(path).json()
    assert (told["drawn_review"]["reviewer"], told["drawn_review"]["result"]) == (reviewer, "")
    assert "review_drawn" in told["can_do"]
    other = next(name for name in sorted(FREE) if name != reviewer)
    assert "review_drawn" not in cast(other).get(path).json()["can_do"]
    done = cast(reviewer).post(f"{path}drawn-review/", {"result": "in_order"})
    assert (done.status_code, done.json()["drawn_review"]["done_by"]) == (200, reviewer)
    assert cast(reviewer).post(f"{path}drawn-review/", {"result": "in_order"}).json()["code"] == "move_not_allowed"
    for partly in (path, f"{path}timeline/", "/releases/"):
        assert "drawn" not in cast("kai").get(partly).text


def test_every_drawn_release_says_so_in_the_ledger_and_has_its_review(drawn):
    case = drawn()
    entry = LedgerEntry.objects.get(event="released")
    assert entry.content["body"]["drawn"] is True
    assert Release.objects.filter(drawn_review__isnull=False).count() == 1
    assert LedgerEntry.objects.get(event="release_drawn").content["body"]["reviewer"] == review_of(case).reviewer.pk
