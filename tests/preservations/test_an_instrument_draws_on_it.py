"""A later case on the instrument draws on what was kept: as it was then, and only what the paper allows (P3c)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from accounts.models import AccessRecord, MemberRecord, User
from disclosures.models import Case, LedgerEntry, Notice, Release, SnapshotKey, clock
from tests.preservations.conftest import ADDRESS, PHONE, VISITS

pytestmark = pytest.mark.django_db


def items_of(content):
    (subject,) = content["contents"]["subjects"]
    return {item: [value["value"] for value in held["values"]] for item, held in subject["items"].items()}


def erase_all(kept):
    kept.erase()
    AccessRecord.objects.all().delete()


def test_what_was_changed_or_erased_since_is_given_as_it_was(at_the_desk):
    kept = at_the_desk.kept()
    erase_all(kept)
    assert MemberRecord.objects.get(subject__name="mei").phone == ""
    assert items_of(kept.released()) == {"contact.phone": [PHONE], "access.ip_address": [ADDRESS]}
    row = next(row for row in Release.objects.get().manifest["items"] if row["item"] == "contact.phone")
    assert row["source"] == "snapshot of desk"
    assert datetime.fromisoformat(row["as_of"]) == kept.row.kept_from
    assert kept.events()[-1] == "snapshot_drawn"
    said = " ".join(LedgerEntry.objects.values_list("text", flat=True))
    assert PHONE not in said
    assert ADDRESS not in said


def test_without_the_preservation_the_same_paper_gets_what_is_there_now(at_the_desk):
    kept = at_the_desk.kept()
    MemberRecord.objects.filter(subject__name="mei").update(phone="+86 139 2222 3333")
    kept.reference = ""
    assert items_of(kept.released())["contact.phone"] == ["+86 139 2222 3333"]


def test_no_more_than_the_paper_allows_however_much_was_kept(at_the_desk):
    kept = at_the_desk.kept(items=["contact.phone", "access.ip_address", "identity.government_id"])
    erase_all(kept)
    paper = {"kind": "letter", "items": ["access.ip_address", "identity.government_id", "contact.phone"]}
    asks = ["contact.phone", "access.ip_address", "identity.government_id"]
    assert items_of(kept.released(paper=paper, asks=asks)) == {"contact.phone": [PHONE]}
    assert ADDRESS not in str(Release.objects.get().manifest)


def test_of_a_series_the_time_that_was_kept_comes_from_it_and_the_rest_is_read(at_the_desk):
    kept = at_the_desk.kept(items={"access.ip_address": {"from": "2026-01-01T00:00:00Z", "to": "2026-02-01T00:00:00Z"}})
    erase_all(kept)
    member = User.objects.get(name="mei")
    for at, address in ((VISITS[0], "192.0.2.1"), (VISITS[1], "192.0.2.2")):
        AccessRecord.objects.create(subject=member, at=at, ip_address=address)
    paper = {"period": ["2026-01-01T00:00:00Z", "2026-03-01T00:00:00Z"]}
    assert items_of(kept.released(paper=paper, asks=["access.ip_address"])) == {
        "access.ip_address": [ADDRESS, "192.0.2.2"]
    }


def test_a_name_stands_for_whom_it_stood_for_when_it_was_kept(at_the_desk):
    kept = at_the_desk.kept()
    User.objects.filter(name="mei").update(name="mei.lin")
    User.objects.filter(name="twin").update(name="mei")
    assert items_of(kept.released())["contact.phone"] == [PHONE]


def test_while_a_case_stands_on_it_nothing_is_destroyed_and_then_it_is(at_the_desk):
    kept = at_the_desk.kept()
    reference = kept.instrument().json()["reference"]
    assert kept.by("officer", "withdraw/").json()["code"] == "move_not_allowed"
    kept.later(days=90)
    assert SnapshotKey.objects.exists()
    assert kept.cast("reviewer.ren").post(
        f"/cases/{reference}/refuse/", {"code": "not_properly_issued", "reason": "no seal"}
    ).status_code == 200  # fmt: skip
    kept.later(hours=2)
    assert (kept.shown()["state"], SnapshotKey.objects.count()) == ("ended", 0)


def test_only_its_own_authority_files_on_it_and_not_when_it_is_over(at_the_desk):
    kept = at_the_desk.kept()
    stranger = kept.instrument(by="other.officer", recipient={"organisation": "customs"})
    assert (stranger.status_code, stranger.json()["code"]) == (404, "not_found")
    kept.by("officer", "withdraw/")
    late = kept.instrument()
    assert (late.status_code, late.json()["code"], late.json()["fields"]) == (
        422,
        "preservation_over",
        ["preservation"],
    )
    assert not Case.objects.exclude(status="draft").exists()


def test_a_hold_of_the_case_hides_the_preservation_from_the_member_until_it_ends(at_the_desk):
    kept = at_the_desk.kept()
    until = kept.row.until + timedelta(days=30)
    kept.released(paper={"may_tell": False, "hold_until": until.isoformat(), "hold_paper": "O-1"})
    kept.later(days=90)
    assert kept.shown()["state"] == "ended"
    assert kept.cast("mei").get("/me/preservations/").json()["results"] == []
    told = Notice.objects.filter(kind="preservation_about_you", to_user__name="mei")
    assert not told.exists()
    Case.objects.update(hold_until=clock.now() - timedelta(seconds=1))
    kept.later(days=1)
    assert len(kept.cast("mei").get("/me/preservations/").json()["results"]) == told.count() == 1
