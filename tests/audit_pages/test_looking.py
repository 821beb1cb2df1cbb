"""An auditor draws a sample that can be drawn again, sees what was out of the ordinary, and takes the proof away."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile

import pytest
from django.db import transaction

from disclosures import keyring, ledger
from disclosures.domain.events import Event
from disclosures.domain.roles import Role
from disclosures.ledger import checkpoints
from disclosures.models import Case, EmergencyFollowUp, LedgerCheckpoint, LedgerEntry, Notice, clock
from disclosures.queries import audit
from tests import browsing
from tests.cast import a_case, a_world, staff


@pytest.fixture
def auditor(db):
    return browsing.signed_in(staff("aud", Role.AUDITOR))


@pytest.fixture
def decided(db):
    """Four requests of a company, all released."""
    world = a_world(at=clock.now())
    return [a_case("consent", world=world).submitted().accepted().signed().worked().row.reference for _ in range(4)]


def test_the_same_seed_draws_the_same_cases_and_another_one_others(decided, auditor):
    drawn = sorted(decided, key=lambda name: audit.place("autumn", name))
    page = auditor.get("/audit/sample/?number=2&seed=autumn").text
    assert [name in page for name in drawn] == [True, True, False, False]
    assert "Enter how many cases" in auditor.get("/audit/sample/?number=&seed=autumn").text
    assert "Enter how many cases, from 1 to 100" in auditor.get("/audit/sample/?number=99999&seed=x").text


def test_what_went_as_it_should_is_in_no_list(decided, auditor):
    pages = [auditor.get(f"/audit/exceptions/?kind={kind}").text for kind in audit.EXCEPTIONS]
    assert all("That is good news" in page for page in pages)
    assert not any(name in page for page in pages for name in decided)


def test_what_is_late_or_was_narrowed_after_a_signature_is_out_of_the_ordinary(auditor):
    case = a_case("legal_request", world=a_world(at=clock.now())).submitted().accepted()
    case.does("sign", step="authenticate", by="reviewer.rui")
    case.does("narrow", by="reviewer.ren", item="contact.email", to="masked", reason="enough")
    Case.objects.filter(pk=case.row.pk).update(due_at="2026-01-02T00:00:00Z")
    assert case.row.reference in auditor.get("/audit/exceptions/?kind=voided").text
    assert case.row.reference in auditor.get("/audit/exceptions/?kind=late").text


def test_the_export_checks_itself_on_another_machine(decided, auditor, tmp_path):
    answer = auditor.press("/audit/export/")
    pack = b"".join(answer.streaming_content)
    with zipfile.ZipFile(io.BytesIO(pack)) as files:
        files.extractall(tmp_path)
    command = [sys.executable, "verify_export.py", "ledger.jsonl", "--key", "ledger.pub"]
    checked = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert "OK" in checked.stdout
    assert "Last signed head" in auditor.get("/audit/").text
    assert LedgerEntry.objects.filter(event="ledger_exported").count() == 1


def test_another_head_that_was_signed_in_this_moment_is_as_good(decided, auditor, monkeypatch):
    first = checkpoints.make(at=clock.now(), key=keyring.signing_key())

    def lose(**_words):
        """As it goes: the database refuses a second head of the same size."""
        words = {"size": first.size, "root": first.root, "note": first.note, "frontier": first.frontier}
        LedgerCheckpoint.objects.create(**words, made_at=first.made_at)

    monkeypatch.setattr(checkpoints, "make", lose)
    assert auditor.press("/audit/export/").status_code == 200


def test_only_an_auditor_takes_the_export(db):
    reviewer = browsing.signed_in(staff("rev", Role.REVIEWER))
    assert reviewer.press("/audit/export/").status_code == 403
    assert "An auditor downloads it here" in reviewer.get("/audit/").text


def test_a_case_is_shown_as_it_was(auditor):
    case = a_case("consent", world=a_world(at=clock.now())).submitted()
    where = f"/staff/cases/{case.row.reference}/history/"
    assert "Filed" in auditor.get(where).text
    before = auditor.get(f"{where}?until=2026-01-01T09:00").text
    assert "<strong>Filed</strong>" not in before
    assert "As it is now" in before
    assert auditor.get(f"{where}?until=%00rubbish").status_code == 200


def test_a_sample_leads_to_each_case_as_it_was_at_a_time(decided, auditor):
    page = auditor.get("/audit/sample/?number=2&seed=autumn&at=2026-01-01T09:00").text
    (reference, *_rest) = sorted(decided, key=lambda name: audit.place("autumn", name))
    link = f"/staff/cases/{reference}/history/?until=2026-01-01T09%3A00"
    assert link in page
    assert "<strong>Filed</strong>" not in auditor.get(link).text
    assert "Enter a day and a time" in auditor.get("/audit/sample/?number=2&seed=autumn&at=soon").text
    assert "/staff/registers/findings/" in page, "what members were found to have done is read there"


def test_a_refused_signature_of_ones_own_is_kept_and_shown(auditor):
    case = a_case("legal_request", world=a_world(at=clock.now()), filed_by="reviewer.rui").submitted().accepted()
    caller = browsing.signed_in(case.user("reviewer.rui"))
    assert caller.press(f"/staff/cases/{case.row.reference}/do/sign/", {"shown": "0" * 64}).status_code == 403
    assert not case.row.signatures.exists()
    page = auditor.get("/audit/exceptions/?kind=self_signatures").text
    assert case.row.reference in page
    assert "reviewer.rui" in page


def test_what_staff_opened_and_what_was_exported_is_shown(decided, auditor):
    assert "Nothing of this kind" in auditor.get("/audit/exceptions/?kind=exports").text
    b"".join(auditor.press("/audit/export/").streaming_content)
    assert "The ledger was exported" in auditor.get("/audit/exceptions/?kind=exports").text
    case = Case.objects.get(reference=decided[0])
    with transaction.atomic():
        by = case.filed_by
        ledger.append(Event.RECORDS_READ, chain=ledger.chain_of(case), by=by, at=clock.now())
    page = auditor.get("/audit/exceptions/?kind=staff_reads").text
    assert decided[0] in page
    assert "A record was read" in page


def test_each_kind_of_case_is_found(auditor):
    world = a_world(at=clock.now())
    danger = {"danger": "a child is missing", "how_data_help": "to find the phone"}
    words = {"authority": "psb", "called_back": True, "emergency": danger}
    emergency = a_case("legal_request", world=world, asks=["contact.phone"], particulars=words)
    emergency.submitted().accepted().signed().worked()
    name = emergency.row.reference
    assert name in auditor.get("/audit/exceptions/?kind=emergency").text
    assert name not in auditor.get("/audit/exceptions/?kind=unpapered").text
    EmergencyFollowUp.objects.update(
        released_at="2026-01-01T00:00:00Z",
        review_due_at="2026-01-02T00:00:00Z",
        instrument_due_at="2026-01-02T00:00:00Z",
    )
    assert name in auditor.get("/audit/exceptions/?kind=unpapered").text
    Notice.objects.filter(case=emergency.row).update(due_at="2026-01-02T00:00:00Z", sent_at=None, settled_at=None)
    assert name in auditor.get("/audit/exceptions/?kind=untold").text
