"""Each party reads its own files and never the other's; what staff read is written down before the first byte."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosures.delivery import vault
from disclosures.delivery.evidence import reading
from disclosures.delivery.sealing import SealBroken
from disclosures.models import Evidence, LedgerEntry, LedgerProof
from tests.evidence import files
from tests.evidence.conftest import bytes_of, download, upload
from tests.fuzz.world import PRIZE
from tests.sign_ins import sign_in


def names(answer) -> list[str]:
    assert answer.status_code == 200, answer.content
    return [row["name"] for row in answer.json()]


@pytest.fixture
def told(cast):
    """A case of which mei is told: it asks her."""
    case = cast("tom").post("/cases/", PRIZE | {"purpose": "survey", "submit": True}).json()["reference"]
    assert cast("reviewer.ren").post(f"/cases/{case}/accept/").status_code == 200
    return case


def test_the_sides_of_a_case_see_their_own_and_the_desk_sees_both(cast, told):
    path = f"/cases/{told}/evidence/"
    mine = upload(cast("tom"), path, name="contract.png", kind="proof").json()
    hers = upload(cast("mei"), path, name="refusal.png").json()
    upload(cast("reviewer.ren"), path, name="note.png")
    cast.work()
    assert names(cast("tom").get(path)) == names(cast("tina").get(path)) == ["contract.png"]
    assert names(cast("mei").get(path)) == ["refusal.png"]
    assert names(cast("counsel.chen").get(path)) == ["contract.png", "refusal.png", "note.png"]
    assert cast("bo").get(path).status_code == 404
    for name, file in (("mei", mine), ("tom", hers), ("bo", mine)):
        refused = download(cast(name), file["id"])
        assert (refused.status_code, refused.json()["code"]) == (404, "not_found")
    assert bytes_of(download(cast("tina"), mine["id"], accept_unscanned=True)) == files.png()
    assert mine["kind"] == "proof"


@pytest.mark.parametrize(
    ("thing", "path", "owner", "other", "stranger"),
    [
        ("complaint", "/complaints/c1/evidence/", "nora", "lin", "mei"),
        ("complaint", "/complaints/c1/evidence/", "lin", "nora", "mei"),
        ("finding", "/findings/f1/evidence/", "lin", "bo", "mei"),
        ("right", "/rights/tm/evidence/", "nora", None, "lin"),
    ],
)
def test_records_behind_the_cases_hold_files_of_each_side(cast, thing, path, owner, other, stranger):
    file = upload(cast(owner), path).json()
    cast.work()
    assert bytes_of(download(cast(owner), file["id"])) == files.png()
    assert names(cast("reviewer.ren").get(path)) == ["a.png"]
    assert cast(stranger).get(path).status_code == upload(cast(stranger), path).status_code == 404
    if other:
        assert names(cast(other).get(path)) == []
        assert download(cast(other), file["id"]).status_code == 404
    assert LedgerEntry.objects.filter(event="evidence_added", chain__startswith=f"{thing}:").count() == 1


def test_who_was_injured_brings_nothing_to_a_finding(cast):
    refused = upload(cast("bo"), "/findings/f1/evidence/")
    assert (refused.status_code, refused.json()["code"]) == (403, "not_permitted")


def test_somebody_of_the_desk_reads_nothing_in_their_own_affair(cast, told):
    ren, tina = cast.world.users["reviewer.ren"], cast.world.users["tina"]
    file = upload(cast("tom"), f"/cases/{told}/evidence/").json()
    cast.work()
    type(ren).objects.filter(pk=ren.pk).update(person=tina.person)
    assert download(cast("reviewer.ren"), file["id"], accept_unscanned=True).status_code == 404
    refused = upload(cast("reviewer.ren"), f"/cases/{told}/evidence/")
    assert refused.json()["code"] == "same_person"


def test_the_instrument_s_copy_is_the_desk_s_alone(cast, told):
    upload(cast("reviewer.ren"), f"/cases/{told}/evidence/", name="order.png", kind="instrument")
    for name in ("tom", "mei"):
        assert names(cast(name).get(f"/cases/{told}/evidence/")) == []


def test_every_reading_is_an_entry_without_a_name_of_the_file(cast, case):
    file = upload(cast("tom"), f"/cases/{case}/evidence/", name="Zhang Mei passport.png").json()
    cast.work()
    download(cast("counsel.chen"), file["id"], accept_unscanned=True)
    read = LedgerEntry.objects.get(event="evidence_read").content
    assert (read["actor"], read["body"]["evidence"]) == (str(cast.world.users["counsel.chen"].pk), file["id"])
    assert "passport" not in " ".join(LedgerEntry.objects.values_list("text", flat=True))
    assert "evidence_read" not in cast("tom").get(f"/cases/{case}/timeline/").text
    assert file["sha256"] not in " ".join(LedgerEntry.objects.values_list("text", flat=True))
    assert LedgerProof.objects.get(name="sha256").value == file["sha256"]


def test_what_cannot_be_written_down_is_not_read(cast, case, monkeypatch):
    file = upload(cast("tom"), f"/cases/{case}/evidence/").json()
    cast.work()
    monkeypatch.setattr("disclosures.ledger.append", lambda *_, **__: 1 / 0)
    assert download(cast("counsel.chen"), file["id"], accept_unscanned=True).status_code == 500


def test_a_download_is_a_file_to_keep_and_never_shown(cast, case):
    file = upload(cast("tom"), f"/cases/{case}/evidence/", name="Zhang Mei.png").json()
    cast.work()
    given = download(cast("tom"), file["id"])
    assert given.headers["Content-Disposition"] == f'attachment; filename="{case}-1.png"'
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert given.headers["Content-Security-Policy"].endswith("; sandbox")
    assert "default-src 'none'" in given.headers["Content-Security-Policy"]
    assert (given.headers["Cache-Control"], given.headers["Content-Length"]) == ("no-store", str(len(files.png())))


def test_nothing_is_added_to_what_is_over(cast, case):
    cast("tom").post(f"/cases/{case}/withdraw/")
    refused = upload(cast("tom"), f"/cases/{case}/evidence/")
    assert (refused.status_code, refused.json()["code"]) == (409, "move_not_allowed")


def test_the_desk_adds_nothing_to_a_draft(cast):
    draft = cast("tom").post("/cases/", PRIZE).json()["reference"]
    assert upload(cast("tom"), f"/cases/{draft}/evidence/").status_code == 201
    refused = upload(cast("reviewer.ren"), f"/cases/{draft}/evidence/")
    assert (refused.status_code, refused.json()["code"]) == (409, "move_not_allowed")
    assert cast("reviewer.ren").get(f"/cases/{draft}/evidence/").status_code == 404


KEY = {"Idempotency-Key": "k-1"}


def test_an_upload_is_done_once_by_what_is_in_the_file(cast, case):
    path = f"/cases/{case}/evidence/"
    first = upload(cast("tom"), path, headers=KEY)
    again = upload(cast("tom"), path, headers=KEY)
    assert (first.status_code, again.status_code, again.json()) == (201, 201, first.json())
    assert again.headers["Idempotent-Replayed"] == "true"
    assert Evidence.objects.count() == 1
    other = upload(cast("tom"), path, b"another", headers=KEY)
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


def test_an_upload_whose_answer_was_lost_is_answered_from_what_is_there(cast, case, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr("disclosures.api.evidence.boxes.row_of", lambda *_, **__: 1 / 0)
        assert upload(cast("tom"), f"/cases/{case}/evidence/", headers=KEY).status_code == 500
    again = upload(cast("tom"), f"/cases/{case}/evidence/", headers=KEY)
    assert (again.status_code, again.json().get("number")) == (201, 1), again.content
    assert Evidence.objects.count() == 1


def test_a_session_sends_files_too_and_no_plain_byte_is_written(cast, case, client, monkeypatch):
    opened: list[str] = []
    monkeypatch.setattr("django.core.files.uploadedfile.TemporaryUploadedFile.__init__", lambda *_: opened.append("x"))
    sign_in(client, cast.world.users["reviewer.ren"])
    file = SimpleUploadedFile("a.txt", b"a" * 400_000)
    answer = client.post(f"/api/v1/cases/{case}/evidence/", {"file": file})
    assert (answer.status_code, opened) == (201, [])


def test_a_stored_file_that_was_changed_or_swapped_is_not_given_out(cast, case):
    one, two = (upload(cast("tom"), f"/cases/{case}/evidence/").json()["id"] for _ in "ab")
    stored = Evidence.objects.in_bulk()
    rows = {str(pk): row for pk, row in stored.items()}
    with vault.opened(rows[one].package) as sealed:
        whole = sealed.read()
    for damaged in (whole[:-1] + bytes([whole[-1] ^ 1]), whole[:-20], b"PK" + whole[2:]):
        vault.remove(rows[one].package)
        vault.write(rows[one].package, damaged)
        with pytest.raises(SealBroken):
            list(reading.content_of(rows[one]))
    vault.remove(rows[two].package)
    vault.write(rows[two].package, whole)
    with pytest.raises(SealBroken):
        list(reading.content_of(rows[two]))


def test_the_list_costs_the_same_however_long_it_is(cast, case):
    path = f"/cases/{case}/evidence/"
    upload(cast("tom"), path, files.png())
    cast("counsel.chen").get(path)
    with CaptureQueriesContext(connection) as one:
        cast("counsel.chen").get(path)
    for _ in range(3):
        upload(cast("tom"), path, files.png())
    with CaptureQueriesContext(connection) as four:
        assert len(cast("counsel.chen").get(path).json()) == 4
    assert len(four) == len(one)
