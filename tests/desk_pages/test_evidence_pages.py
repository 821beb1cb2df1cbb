"""Files on the page of a case: sent with words beside the field, read once safe, decided about in the register."""

from __future__ import annotations

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosures import keyring
from disclosures.actions import evidence as actions
from disclosures.domain.events import Event
from disclosures.domain.evidence.kinds import EvidenceState
from disclosures.models import Evidence, LedgerEntry, clock
from tests.cast import a_case
from tests.evidence import files

STATES = EvidenceState


@pytest.fixture(autouse=True)
def desk(db, settings):
    in_memory = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = settings.STORAGES | {"sealed": in_memory}
    with keyring.ephemeral():
        yield


@pytest.fixture
def at(case) -> str:
    return f"/staff/cases/{case.row.reference}/evidence/"


def send(browser, at: str, content: bytes, *, name: str = "paper.pdf"):
    file = SimpleUploadedFile(name, content, "application/octet-stream")
    return browser.press(at, {"kind": "instrument", "file": file})


def becomes(state: EvidenceState) -> Evidence:
    """The one file, judged by the scanner."""
    evidence = Evidence.objects.get()
    actions.settle(evidence, to=state, found="Eicar" if state == STATES.QUARANTINED else "", at=clock.now())
    return evidence


def test_a_file_is_sent_once_and_downloaded_by_name(at, browser_of):
    ren, content = browser_of("reviewer.ren"), files.png()
    for _twice in range(2):
        assert send(ren, at, content).status_code == 302
    evidence = Evidence.objects.get()
    assert (evidence.sha256, evidence.kind) == (hashlib.sha256(content).hexdigest(), "instrument")
    assert "Waits for the scanner" in ren.get(at).text
    assert f'action="{at}' not in ren.get(at).text
    becomes(STATES.SAFE)
    given = browser_of("counsel.cai").press(f"{at}{evidence.pk}/")
    assert b"".join(given.streaming_content) == content
    assert given.headers["Content-Disposition"].startswith("attachment; ")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert LedgerEntry.objects.filter(event=Event.EVIDENCE_READ).count() == 1


@pytest.mark.parametrize("state", [STATES.HELD, STATES.QUARANTINED])
def test_what_is_not_safe_is_not_given_out(state, at, browser_of):
    ren = browser_of("reviewer.ren")
    send(ren, at, files.png())
    if state == STATES.QUARANTINED:
        becomes(state)
    answer = browser_of("counsel.cai").press(f"{at}{Evidence.objects.get().pk}/")
    assert answer.status_code == 409
    assert not LedgerEntry.objects.filter(event=Event.EVIDENCE_READ).exists()


def test_what_nobody_scanned_is_given_to_who_says_that_they_know(at, browser_of):
    send(browser_of("reviewer.ren"), at, files.png())
    becomes(STATES.UNSCANNED)
    cai, one = browser_of("counsel.cai"), f"{at}{Evidence.objects.get().pk}/"
    assert "I know that no scanner looked at it" in cai.get(at).text
    assert cai.press(one).status_code == 409
    assert cai.press(one, {"accept_unscanned": "yes"}).status_code == 200


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "The file is empty."),
        (b"MZ\x90\x00" + bytes(200), "By its content this is no file that the desk takes"),
        (b"%PDF-1.7\n" + b"x" * 3000, "larger than the desk takes"),
    ],
)
def test_a_file_that_is_refused_says_why_beside_its_field(content, says, at, browser_of, settings):
    settings.DESK_EVIDENCE_FILE_LIMIT = 2000
    page = send(browser_of("reviewer.ren"), at, content)
    assert page.status_code in {413, 422}
    assert "There is a problem" in page.text
    assert says in page.text
    assert not Evidence.objects.exists()


def test_no_file_is_no_fault(at, browser_of):
    page = browser_of("reviewer.ren").press(at, {"kind": "instrument"})
    assert "Choose a file" in page.text


def test_a_file_in_quarantine_leads_to_the_register(at, browser_of):
    send(browser_of("reviewer.ren"), at, files.png())
    becomes(STATES.QUARANTINED)
    assert f"/staff/registers/quarantine/{Evidence.objects.get().pk}/" in browser_of("privacy.pei").get(at).text


def test_an_auditor_reads_and_sends_nothing(at, browser_of):
    an = browser_of("auditor.an")
    assert "Send the file" not in an.get(at).text
    assert send(an, at, files.png()).status_code == 403


def test_a_file_of_another_case_is_not_here(case, at, browser_of):
    send(browser_of("reviewer.ren"), at, files.png())
    evidence = becomes(STATES.SAFE)
    other = a_case("consent", world=case.stage.world).submitted().row.reference
    assert browser_of("reviewer.ren").press(f"/staff/cases/{other}/evidence/{evidence.pk}/").status_code == 404
