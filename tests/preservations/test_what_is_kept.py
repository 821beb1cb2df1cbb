"""What an authority has kept is sealed, told to nobody, and destroyed by its clock (P3c "preservation")."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.storage import storages

from disclosures.delivery import sealing, vault
from disclosures.delivery.snapshots import contents
from disclosures.models import Job, LedgerProof, Notice, ShreddedSnapshot, Snapshot, SnapshotKey
from tests.preservations.conftest import ADDRESS, INQUIRY, PHONE

pytestmark = pytest.mark.django_db
SECRETS = (PHONE, ADDRESS)


def seen_by(cast, name):
    """Everything of their own that somebody can read."""
    pages = ("me/disclosures", "me/preservations", "me/access-records", "cases", "releases", "preservations")
    return [cast(name).get(f"/{page}/").json() for page in pages]


def told(name):
    return list(Notice.objects.filter(to_user__name=name).values_list("kind", flat=True))


def test_it_is_asked_signed_kept_and_says_nothing(at_the_desk):
    kept = at_the_desk.kept()
    shown = kept.shown()
    assert (shown["state"], shown["subjects"]) == ("kept", ["mei", "nobody.known"])
    assert kept.row.until - kept.row.kept_from == timedelta(days=90)
    assert not any(secret in kept.cast(name).get(f"/preservations/{kept.reference}/").text
                   for secret in SECRETS for name in ("officer", "counsel.chen", "auditor.an"))  # fmt: skip
    assert kept.events() == [
        "preservation_asked", "preservation_signed", "preservation_signed", "snapshot_taken"
    ]  # fmt: skip
    assert told("officer") == ["preservation_kept"]
    assert kept.cast("officer").get("/releases/").json()["results"] == []


def test_what_was_kept_lies_sealed_and_is_as_long_for_whom_nobody_knows(at_the_desk):
    for subjects in (["mei"], ["nobody.known"]):
        at_the_desk.kept(subjects=subjects)
    known, unknown = (vault.read(one.package) for one in Snapshot.objects.order_by("taken_at"))
    assert len(known) == len(unknown)
    assert not any(secret.encode() in known for secret in SECRETS)
    key = SnapshotKey.objects.get(snapshot__preservation__subjects__named="mei")
    plain = sealing.unseal(
        known, wrapped_key=bytes(key.wrapped_key), wrapped_by=key.wrapped_by, release=str(key.pk),
        recipient=contents.NOBODY,
    )  # fmt: skip
    assert all(secret.encode() in plain for secret in SECRETS)


def test_the_member_sees_as_much_as_one_of_whom_nothing_is_kept_until_it_ends(at_the_desk):
    at_the_desk.kept(subjects=["mei"], items=["contact.phone"])
    assert (seen_by(at_the_desk.cast, "mei"), told("mei")) == (seen_by(at_the_desk.cast, "twin"), told("twin"))
    at_the_desk.later(days=90)
    (mine,) = at_the_desk.cast("mei").get("/me/preservations/").json()["results"]
    assert (mine["authority"], [one["item"] for one in mine["items"]]) == ("psb", ["contact.phone"])
    assert INQUIRY not in at_the_desk.cast("mei").get("/me/preservations/").text
    assert told("mei") == ["preservation_about_you"]
    assert at_the_desk.cast("twin").get("/me/preservations/").json()["results"] == []


def test_it_ends_after_ninety_days_with_its_key_and_its_file(at_the_desk):
    kept = at_the_desk.kept()
    package = Snapshot.objects.get().package
    kept.later(days=90, minutes=-5)
    assert SnapshotKey.objects.exists()
    kept.later(minutes=5)
    assert (kept.shown()["state"], kept.shown()["end"]) == ("ended", "time")
    assert not SnapshotKey.objects.exists()
    assert ShreddedSnapshot.objects.count() == 1
    assert not storages["sealed"].exists(package)
    assert Job.objects.filter(topic="key.vacuum").exists()
    assert kept.events()[-2:] == ["preservation_ended", "snapshot_destroyed"]


def test_it_is_extended_once(at_the_desk):
    kept = at_the_desk.kept()
    until = kept.row.until
    assert kept.by("counsel.cai", "extend/approve/").json()["code"] == "move_not_allowed"
    assert kept.by("officer", "extend/", {"reason": "the court sits in May"}).status_code == 200
    assert kept.by("reviewer.ren", "extend/approve/").json()["code"] == "not_permitted"
    assert kept.by("counsel.cai", "extend/approve/").status_code == 200
    assert kept.row.until == until + timedelta(days=90)
    for name, act, body in (("officer", "extend/", {"reason": "again"}), ("counsel.cai", "extend/approve/", None)):
        again = kept.by(name, act, body)
        assert (again.status_code, again.json()["code"]) == (409, "move_not_allowed")
    kept.later(days=179)
    assert kept.shown()["state"] == "kept"
    kept.later(days=1)
    assert (kept.shown()["state"], SnapshotKey.objects.count()) == ("ended", 0)


def test_who_may_sign_and_in_which_order(at_the_desk):
    asked = at_the_desk.asked()
    early = asked.by("counsel.chen", "steps/legal_review/approve/")
    assert early.json()["code"] == "move_not_allowed"
    assert asked.by("counsel.chen", "steps/authenticate/approve/").json()["code"] == "not_permitted"
    assert asked.by("officer", "steps/authenticate/approve/").json()["code"] == "not_permitted"
    for name in ("tom", "mei", "other.officer"):
        answer = asked.by(name, "steps/authenticate/approve/")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")
    assert asked.by("reviewer.rui", "steps/authenticate/approve/").status_code == 200
    twice = asked.by("reviewer.rui", "steps/authenticate/approve/")
    assert twice.status_code in {403, 409}
    asked.cast.work()
    assert not Snapshot.objects.exists(), "one signature keeps nothing"


@pytest.mark.parametrize(
    ("changes", "code", "field"),
    [
        ({"items": []}, "invalid", "items"),
        ({"items": ["complaint.right"]}, "invalid", "items"),
        ({"inquiry": " "}, "malformed", "inquiry"),
        ({"statute": ""}, "malformed", "statute"),
        ({"subjects": []}, "malformed", "subjects"),
    ],
)
def test_it_names_persons_items_that_a_warrant_could_open_an_inquiry_and_a_law(at_the_desk, changes, code, field):
    body = {"subjects": ["mei"], "items": ["contact.phone"], "inquiry": "fraud", "statute": "Law 1"} | changes
    answer = at_the_desk.cast("officer").post("/preservations/", body)
    assert answer.json()["code"] == code
    assert field in answer.text
    assert at_the_desk.cast("tom").post("/preservations/", body).json()["code"] in {"not_permitted", "not_found"}


def test_a_refusal_never_says_what_is_held(at_the_desk):
    asked = at_the_desk.asked()
    telling = asked.by("reviewer.ren", "refuse/", {"code": "not_held", "reason": "nothing there"})
    assert (telling.status_code, telling.json()["code"]) == (422, "invalid")
    assert asked.by("reviewer.ren", "refuse/", {"code": "not_properly_issued", "reason": "no seal"}).status_code == 200
    shown = asked.shown()
    assert (shown["state"], shown["refusal"]) == ("ended", "not_properly_issued")
    assert "no seal" not in str(shown)
    assert asked.cast("mei").get("/me/preservations/").json()["results"] == [], "nothing was ever kept"


def test_what_nobody_signs_ends_and_what_is_withdrawn_is_destroyed(at_the_desk):
    unsigned = at_the_desk.asked()
    unsigned.later(days=30)
    assert (unsigned.shown()["state"], unsigned.shown()["end"]) == ("ended", "unsigned")
    kept = at_the_desk.kept()
    assert kept.by("colleague", "withdraw/").json()["end"] == "withdrawn"
    kept.cast.work()
    assert not SnapshotKey.objects.exists()


def test_the_ledger_proves_it_and_names_nobody(at_the_desk):
    kept = at_the_desk.kept()
    kept.by("officer", "extend/", {"reason": "the court sits in May"})
    kept.by("counsel.cai", "extend/approve/")
    kept.later(days=180)
    said = " ".join(entry.text for entry in kept.entries())
    assert not any(word in said for word in ("mei", "nobody.known", INQUIRY, "court sits", *SECRETS))
    assert LedgerProof.objects.filter(entry__in=kept.entries(), name="reason").exists()
    assert kept.events().count("snapshot_destroyed") == 1
