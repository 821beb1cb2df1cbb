"""Nothing is given out before the virus scanner passed it; while it is down files are held, and seen to be."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from disclosures.delivery.evidence import clamav
from disclosures.models import Evidence, Job, clock
from disclosures.models.job import JobState
from disclosures.outbox import limits
from paletten import checks
from tests.evidence import scanner
from tests.evidence.conftest import bytes_of, download, upload
from tests.evidence.files import EICAR


@pytest.fixture
def sent(cast, case):
    """Upload as tom; the id of the file."""

    def _sent(content: bytes = b"an honest word", **words) -> str:
        answer = upload(cast("tom"), f"/cases/{case}/evidence/", content, name="a.txt", **words)
        assert answer.status_code == 201, answer.content
        return answer.json()["id"]

    return _sent


def state() -> str:
    return Evidence.objects.get().state


def code_of(answer) -> tuple[int, str]:
    return answer.status_code, answer.json()["code"]


def until_it_gives_up(cast) -> None:
    for _ in range(limits.attempts()):
        Job.objects.filter(topic="evidence.scan", state=JobState.READY).update(run_after=None)
        cast.work()


@pytest.mark.parametrize("way", ["unix", "tcp"])
def test_what_the_scanner_passes_is_given_out(cast, sent, settings, way, tmp_path_factory):
    folder = tmp_path_factory.mktemp("s") if way == "unix" else None
    with scanner.running(folder=folder) as clamd:
        settings.DESK_CLAMAV = clamd.address
        file = sent(b"a" * 200_000)
        assert code_of(download(cast("tom"), file)) == (409, "file_held")
        cast.work()
        assert clamd.seen == [b"a" * 200_000]
    assert bytes_of(download(cast("tom"), file)) == b"a" * 200_000


def test_what_it_finds_goes_into_quarantine_and_to_nobody(cast, case, clamav, sent):
    file = sent(EICAR.encode())
    cast.work()
    for name in ("tom", "reviewer.ren", "privacy.pei"):
        assert code_of(download(cast(name), file)) == (409, "file_quarantined")
    (row,) = cast("reviewer.ren").get(f"/cases/{case}/evidence/").json()
    assert (row["state"], row["found"], row["can_do"]) == ("quarantined", "Eicar-Test-Signature", [])
    (told,) = cast("tom").get(f"/cases/{case}/evidence/").json()
    assert (told["state"], told["can_do"], "found" in told) == ("quarantined", [], False)


def test_a_privacy_officer_lets_it_out_with_a_reason_that_stays_inside(cast, case, clamav, sent):
    file = sent(EICAR.encode())
    cast.work()
    assert code_of(cast("reviewer.ren").post(f"/evidence/{file}/clear/", {"reason": "x"})) == (403, "not_permitted")
    assert cast("privacy.pei").post(f"/evidence/{file}/clear/", {"reason": ""}).status_code == 400
    cleared = cast("privacy.pei").post(f"/evidence/{file}/clear/", {"reason": "The test file of the scanner."})
    assert (cleared.status_code, cleared.json()["state"]) == (200, "cleared")
    assert bytes_of(download(cast("reviewer.ren"), file)) == EICAR.encode()
    assert "The test file" not in cast("tom").get(f"/cases/{case}/evidence/").text
    assert "The test file" in cast("auditor.an").get(f"/cases/{case}/evidence/").text


def test_who_brought_it_does_not_let_it_out(cast, case, clamav):
    answer = upload(cast("privacy.pei"), f"/cases/{case}/evidence/", EICAR.encode(), name="a.txt")
    cast.work()
    file = answer.json()["id"]
    for act in ("clear", "discard"):
        refused = cast("privacy.pei").post(f"/evidence/{file}/{act}/", {"reason": "mine"})
        assert code_of(refused) == (403, "same_person")
    assert cast("privacy.pan").post(f"/evidence/{file}/clear/", {"reason": "I looked"}).status_code == 200


def test_it_is_held_and_not_passed_while_the_scanner_is_down(cast, sent, settings):
    settings.DESK_CLAMAV = scanner.nobody_listens()
    file = sent()
    for _ in range(20):
        cast.work()
        Job.objects.filter(topic="evidence.scan").update(run_after=None)
    assert code_of(download(cast("reviewer.ren"), file, accept_unscanned=True)) == (409, "file_held")
    assert Job.objects.get(topic="evidence.scan").state == JobState.READY
    with scanner.running(folder=None) as clamd:
        settings.DESK_CLAMAV = clamd.address
        cast.work()
    assert state() == "safe"


def test_a_socket_that_is_not_there_is_a_scanner_that_is_down(cast, sent, settings, tmp_path):
    settings.DESK_CLAMAV = f"unix:{tmp_path}/none.ctl"
    sent()
    cast.work()
    assert (state(), clamav.answers()) == ("held", False)


def test_a_file_over_which_the_scanner_hangs_is_kept_from_everybody_in_the_end(cast, clamav, sent, monkeypatch):
    monkeypatch.setattr("disclosures.delivery.evidence.clamav.LONGEST", 0.05)
    clamav.is_stuck = True
    file = sent()
    until_it_gives_up(cast)
    assert (state(), Evidence.objects.get().finding_of_scan) == ("quarantined", "not_scannable")
    assert code_of(download(cast("tom"), file)) == (409, "file_quarantined")


def test_a_scanner_that_fails_is_asked_again_before_it_is_believed(cast, clamav, sent):
    clamav.is_broken = True
    sent()
    cast.work()
    assert state() == "held"
    clamav.is_broken = False
    until_it_gives_up(cast)
    assert state() == "safe"


def test_a_file_larger_than_the_scanner_takes_is_not_passed(cast, clamav, sent):
    clamav.most = 100_000
    sent(b"a" * 300_000)
    cast.work()
    assert (state(), Evidence.objects.get().finding_of_scan) == ("quarantined", "larger_than_the_scanner_takes")


def test_without_a_scanner_staff_are_warned_first(cast, case, sent):
    file = sent()
    cast.work()
    assert state() == "unscanned"
    assert code_of(download(cast("reviewer.ren"), file)) == (409, "file_unscanned")
    assert bytes_of(download(cast("reviewer.ren"), file, accept_unscanned=True)) == b"an honest word"
    assert bytes_of(download(cast("tom"), file)) == b"an honest word"


def test_what_came_before_there_was_a_scanner_is_held_until_it_is_passed(cast, sent, clamav, settings, capsys):
    before, settings.DESK_CLAMAV = settings.DESK_CLAMAV, ""
    file = sent()
    cast.work()
    with pytest.raises(CommandError):
        call_command("scan_evidence")
    settings.DESK_CLAMAV = before
    call_command("scan_evidence")
    assert capsys.readouterr().out == "1 files wait for the scanner.\n"
    assert code_of(download(cast("tom"), file)) == (409, "file_held")
    cast.work()
    assert state() == "safe"


def test_a_desk_without_a_scanner_is_told_so(settings):
    for given, found in (("", ["desk.W002"]), ("clamd", ["desk.E008"]), ("tcp://scanner:3310", [])):
        settings.DESK_CLAMAV = given
        assert [message.id for message in checks.check_scanner()] == found


@pytest.mark.parametrize(("breaks", "kind"), [({}, "evidence_held"), ({"finds": True}, "evidence_quarantined")])
def test_what_waits_for_the_scanner_or_for_a_decision_is_seen(cast, case, settings, clamav, sent, breaks, kind):
    if breaks:
        sent(EICAR.encode())
    else:
        settings.DESK_CLAMAV = scanner.nobody_listens()
        sent()
    cast.work()
    (row,) = cast("auditor.an").get(f"/waiting/?kind={kind}").json()["results"]
    assert (row["reference"], row["is_late"]) == (case, False)
    ren, tina = cast.world.users["reviewer.ren"], cast.world.users["tina"]
    type(ren).objects.filter(pk=ren.pk).update(person=tina.person)
    assert cast("reviewer.ren").get(f"/waiting/?kind={kind}").json()["results"] == []


def test_a_file_is_judged_once(cast, clamav, sent):
    file = sent(EICAR.encode())
    cast.work()
    cast("privacy.pei").post(f"/evidence/{file}/clear/", {"reason": "known"})
    Job.objects.filter(topic="evidence.scan").update(state=JobState.READY, finished_at=None, ring_at=clock.now())
    cast.work()
    assert state() == "cleared"
    assert len(clamav.seen) == 1


def test_a_quarantined_file_is_destroyed_key_first_and_its_hash_is_kept(cast, case, clamav, sent):
    file = sent(EICAR.encode())
    cast.work()
    gone = cast("privacy.pei").post(f"/evidence/{file}/discard/", {"reason": "malware"})
    assert (gone.status_code, gone.json()["state"]) == (200, "destroyed")
    cast.work()
    row = Evidence.objects.get()
    assert not hasattr(row, "key")
    assert code_of(download(cast("tom"), file)) == (410, "file_destroyed")
    (told,) = cast("tom").get(f"/cases/{case}/evidence/").json()
    assert (told["name"], told["sha256"]) == (None, row.sha256)
    assert row.box.files == row.box.bytes == 0


def test_only_what_was_not_passed_is_destroyed_singly(cast, clamav, sent):
    file = sent()
    cast.work()
    for act in ("clear", "discard"):
        refused = cast("privacy.pei").post(f"/evidence/{file}/{act}/", {"reason": "tidy"})
        assert code_of(refused) == (409, "move_not_allowed")
