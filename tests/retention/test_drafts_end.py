"""What was begun and never filed ends by its clock: its words, and its files with their keys (decision 0083)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures import keyring, outbox
from disclosures.actions import evidence as actions
from disclosures.actions import filings, grievances
from disclosures.domain.errors import MoveNotAllowed
from disclosures.domain.topics import Topic
from disclosures.models import (
    Case,
    CaseSubject,
    Evidence,
    EvidenceKey,
    Grievance,
    LedgerEntry,
    ShreddedEvidence,
    clock,
)
from disclosures.queries import drafts
from tests.browsing import signed_in
from tests.cast import a_world
from tests.complaining.conftest import answer, begun, send
from tests.members.test_about_me_pages import plain

DAYS = timedelta(days=90)


@pytest.fixture(autouse=True)
def sealed(db, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    settings.DESK_CLAMAV = ""
    with keyring.ephemeral():
        yield


@pytest.fixture
def world():
    return a_world(at=clock.now())


def after(passed: timedelta) -> None:
    """The hourly timer, so much later."""
    at = clock.now() + passed
    outbox.promise_periods(timers={Topic.DRAFTS_END: timedelta(hours=1)}, at=at)
    outbox.drain(at=at)


@pytest.fixture
def request_(world) -> str:
    """A request of an officer with a word and a file in it, and where it is."""
    officer = signed_in(world.user("officer"))
    officer.post("/requests/new/", {"basis": "legal_request"})
    case = Case.objects.get()
    wanted = filings.Filing(basis=case.basis, subjects=("mei",), purpose="the raffle of Lotus Lane")
    filings.edit(case=case, filing=wanted, by=world.user("officer"), at=clock.now())
    send(officer, f"/requests/{case.reference}/files/")
    return f"/requests/{case.reference}/"


@pytest.fixture
def complaint(world) -> str:
    nora = signed_in(world.user("nora"))
    where = begun(nora)
    answer(nora, where, "listings")
    send(nora, f"{where}files/")
    return where


def ended() -> list[str]:
    return list(LedgerEntry.objects.filter(event="draft_ended").values_list("chain", flat=True))


def test_the_pages_say_until_when_a_draft_is_kept(world, request_, complaint):
    officer, nora = signed_in(world.user("officer")), signed_in(world.user("nora"))
    for page in (plain(officer.get(request_)), plain(nora.get(complaint)), plain(nora.get("/complaints/"))):
        assert "kept until" in page
    case, grievance = Case.objects.get(), Grievance.objects.get()
    assert f"{drafts.kept_until(case):%Y-%m-%d}" in plain(officer.get(request_))
    assert drafts.kept_until(grievance) - grievance.saved_at == DAYS


def test_a_request_that_nobody_changes_ends_with_its_words_and_files(world, request_):
    after(DAYS - timedelta(hours=1))
    assert Case.objects.get().status == "draft"
    after(DAYS + timedelta(hours=1))
    case = Case.objects.get()
    assert (case.status, case.purpose, case.erased_at is not None) == ("withdrawn", "", True)
    assert CaseSubject.objects.get().named == "erased"
    assert Evidence.objects.get().state == "destroyed"
    assert not EvidenceKey.objects.exists()
    assert ShreddedEvidence.objects.count() == 1
    assert ended() == [f"case:{case.pk}"]
    assert not LedgerEntry.objects.filter(text__contains="Lotus").exists()
    page = plain(signed_in(world.user("officer")).get(request_))
    assert "is no longer kept" in page
    assert "Go on with it" not in page


def test_a_complaint_that_nobody_changes_ends_with_its_answers_and_files(world, complaint):
    after(DAYS - timedelta(hours=1))
    assert Grievance.objects.get().is_open
    after(DAYS + timedelta(hours=1))
    grievance = Grievance.objects.get()
    assert (grievance.answers, grievance.dropped_at is not None) == ({}, True)
    assert Evidence.objects.get().state == "destroyed"
    assert not EvidenceKey.objects.exists()
    assert ended() == [f"grievance:{grievance.pk}"]
    assert signed_in(world.user("nora")).get(complaint)["Location"] == "/complaints/"


def test_the_timer_run_twice_ends_each_once(request_, complaint):
    for _round in range(2):
        after(DAYS + timedelta(hours=2))
    assert len(ended()) == 2


def test_a_file_or_an_answer_keeps_a_draft_longer(world, request_, complaint, settings):
    long_ago = clock.now() - DAYS - timedelta(days=1)
    for how in ("file", "answer"):
        Case.objects.update(saved_at=long_ago)
        Grievance.objects.update(saved_at=long_ago)
        case, grievance = Case.objects.get(), Grievance.objects.get()
        if how == "file":
            send(signed_in(world.user("officer")), f"{request_}files/", b"more words", name="more.txt")
            send(signed_in(world.user("nora")), f"{complaint}files/", b"more words", name="more.txt")
        else:
            filings.edit(case=case, filing=filings.of(case), by=case.filed_by, at=clock.now())
            answers = {**grievance.answers, "against": "shop"}
            words = {"edition": grievance.edition, "by": grievance.complainant, "at": clock.now()}
            grievances.save(grievance=grievance, answers=answers, **words)
        after(timedelta(0))
        assert ended() == []


def test_what_was_filed_in_time_is_kept_however_long_it_takes(world, request_):
    Case.objects.update(status="triage", submitted_at=clock.now(), policy_version="1", saved_at=clock.now() - DAYS * 2)
    after(timedelta(0))
    assert Case.objects.get().status == "triage"


def test_to_a_draft_that_ended_nothing_is_added(world, request_, complaint):
    files = list(Evidence.objects.all())
    after(DAYS + timedelta(hours=1))
    assert "Send this file" not in signed_in(world.user("officer")).get(f"{request_}files/").text
    for file in files:
        with pytest.raises(MoveNotAllowed):
            actions.take_back(evidence=file, by=file.uploaded_by, at=clock.now())


def test_a_draft_from_before_this_was_counted_counts_from_its_beginning(world, request_):
    Case.objects.update(saved_at=None, created_at=clock.now() - DAYS - timedelta(days=1))
    after(timedelta(0))
    assert len(ended()) == 1
