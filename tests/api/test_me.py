"""The member's page shows every release that no hold hides, and a held case changes nothing (DESIGN 5.10)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures import ledger, outbox
from disclosures.domain.topics import Topic
from disclosures.ledger import notes
from disclosures.models import Release, clock
from tests.callers import Cast

PSB = """
members: {mei: {}, bo: {}}
organisations:
  travelco: {kind: company}
  psb: {kind: authority}
people:
  tom: {role: partner, of: travelco}
  officer: {role: authority, of: psb}
consents:
  - {of: mei, to: travelco, purpose: prize, items: [identity.legal_name]}
"""
BY_THREE = (("authenticate", "reviewer.rui"), ("legal_review", "counsel.cai"), ("countersign", "counsel.chen"))


@pytest.fixture
def cast(desk):
    return Cast(PSB)


def filed(cast, by, filing):
    answer = cast(by).post("/cases/", filing | {"submit": True})
    assert answer.status_code == 201, answer.content
    return answer.json()["reference"]


def signed(cast, reference, *signers):
    for step, name in signers:
        shown = cast(name).get(f"/cases/{reference}/").json()["scope_hash"]
        answer = cast(name).post(f"/cases/{reference}/steps/{step}/approve/", {"shown": shown})
        assert answer.status_code == 200, answer.content


@pytest.fixture
def released(cast, prize):
    reference = filed(cast, "tom", prize)
    cast("reviewer.ren").post(f"/cases/{reference}/accept/")
    signed(cast, reference, ("review", "reviewer.rui"))
    cast.work()
    return reference


def legal_request(**paper):
    now = clock.now()
    instrument = {
        "kind": "letter", "number": "L-1", "issued_at": now.isoformat(), "statute": "CPL 54",
        "items": ["contact.phone"], **paper,
    }  # fmt: skip
    return {
        "basis": "legal_request", "subjects": ["mei"], "recipient": {"organisation": "psb"}, "purpose": "fraud",
        "asks": ["contact.phone"], "particulars": {"authority": "psb", "instrument": instrument},
    }  # fmt: skip


def held(cast):
    hold = (clock.now() + timedelta(days=20)).isoformat()
    reference = filed(cast, "officer", legal_request(may_tell=False, hold_until=hold))
    cast("reviewer.ren").post(f"/cases/{reference}/check/", {"called_back": True})
    assert cast("reviewer.ren").post(f"/cases/{reference}/accept/").status_code == 200
    signed(cast, reference, *BY_THREE)
    cast.work()
    assert Release.objects.get(case__reference=reference).hidden_until
    return reference


def test_a_release_is_shown_with_items_and_reasons_and_no_value(cast, released):
    page = cast("mei").get("/me/disclosures/")
    (shown,) = page.json()["results"]
    assert shown["reference"] == released
    assert shown["recipient"] == {"kind": "organisation", "name": "travelco"}
    assert [row["item"] for row in shown["items"]] == ["identity.legal_name"]
    assert shown["withheld"] == [{"item": "contact.email", "reason": "not_consented"}]
    assert (shown["state"], shown["openings"], shown["clause"]) == ("available", 0, "3(a)")
    assert "Zhang" not in page.content.decode()


def test_openings_are_counted_and_ends_are_shown(cast, released):
    release = Release.objects.get()
    cast("tom").post(f"/releases/{release.pk}/content/")
    assert cast("mei").get("/me/disclosures/").json()["results"][0]["openings"] == 1
    consent = cast("mei").get("/consents/").json()["results"][0]["id"]
    cast("mei").post(f"/consents/{consent}/withdraw/")
    assert cast("mei").get("/me/disclosures/").json()["results"][0]["state"] == "revoked"


def test_an_access_that_ended_by_the_clock_is_shown_as_ended(cast, released):
    over = clock.now() - timedelta(seconds=1)
    grant = Release.objects.get().grant
    type(grant).objects.filter(pk=grant.pk).update(opens_at=over - timedelta(days=1), until=over)
    assert cast("mei").get("/me/disclosures/").json()["results"][0]["state"] == "expired"


def test_nobody_sees_another_s_page(cast, released):
    assert cast("bo").get("/me/disclosures/").json()["results"] == []
    assert cast("tom").get("/me/disclosures/").json()["results"] == []


def test_a_held_case_changes_not_a_byte(cast, released):
    before = cast("mei").get("/me/disclosures/").content
    reference = held(cast)
    release = Release.objects.get(case__reference=reference)
    cast("officer").post(f"/releases/{release.pk}/content/")
    assert cast("mei").get("/me/disclosures/").content == before
    assert cast("mei").get("/me/disclosures/?limit=1").json()["next"] is None


def test_it_appears_by_itself_when_the_hold_ends(cast, released):
    reference = held(cast)
    Release.objects.filter(case__reference=reference).update(hidden_until=clock.now())
    shown = cast("mei").get("/me/disclosures/").json()["results"]
    assert [row["reference"] for row in shown] == [reference, released]


def test_what_waits_for_the_member_and_what_they_may_object_to(cast, prize):
    asked = filed(cast, "tom", prize | {"purpose": "survey"})
    cast("reviewer.ren").post(f"/cases/{asked}/accept/")
    announced = filed(cast, "officer", legal_request())
    cast("reviewer.ren").post(f"/cases/{announced}/check/", {"called_back": True})
    cast("reviewer.ren").post(f"/cases/{announced}/accept/")
    signed(cast, announced, *BY_THREE)
    page = cast("mei").get("/me/disclosures/").json()
    (question,), (window,) = page["waiting_for_you"], page["you_may_object"]
    assert (question["reference"], question["purpose"]) == (asked, "survey")
    assert question["asked_by"] == {"kind": "organisation", "name": "travelco"}
    assert (window["reference"], window["clause"]) == (announced, "3(c)")
    assert "fraud" not in str(window)


def test_a_page_costs_a_fixed_number_of_queries(cast, released, queries):
    cast("mei")
    with queries() as one:
        cast("mei").get("/me/disclosures/")
    held(cast)
    Release.objects.update(hidden_until=None)
    with queries() as two:
        assert len(cast("mei").get("/me/disclosures/").json()["results"]) == 2
    assert len(one) == len(two)


def test_the_checkpoint_is_not_there_before_the_first_is_made(cast):
    answer = cast("mei").get("/ledger/checkpoint/")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_the_newest_checkpoint_can_be_verified_from_what_is_answered(cast, released):
    outbox.promise_periods(timers={Topic.LEDGER_CHECKPOINT: timedelta(hours=1)}, at=clock.now())
    cast.work()
    answer = cast("mei").get("/ledger/checkpoint/").json()
    assert answer["note"] == ledger.checkpoints.newest().note
    assert answer["verifier_key"].startswith(notes.ORIGIN)
    assert answer["public_key"].startswith("-----BEGIN PUBLIC KEY-----")
