"""How the desk is, on a page: what is not set up or has just begun is no trouble; what is down says what to do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.models import F

from disclosures import keyring, outbox
from disclosures.domain.roles import Role
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.models import Heartbeat, Notice, clock
from disclosures.models.job import Job, JobState
from disclosures.portals.staff.health import CHAPTERS
from tests.architecture import trees

SILENCE = timedelta(hours=1)


def states(browser) -> dict[str, list[str]]:
    """Of each part its states, as the page has them."""
    page = browser.get("/staff/health/").text
    rows = re.findall(
        r"<th scope=\"row\"><strong>(.*?)</strong>.*?<strong class=\"[^\"]*\">(.*?)</strong>", page, re.DOTALL
    )
    found: dict[str, list[str]] = {}
    for name, state in rows:
        found.setdefault(name.replace("&#x27;", "'"), []).append(state)
    return found


@pytest.fixture
def ren(case, browser_of, settings, tmp_path):
    settings.STORAGES["sealed"]["OPTIONS"]["location"] = str(tmp_path)
    outbox.drain(at=clock.now())
    return browser_of("reviewer.ren")


def beats(*, ago: timedelta = timedelta()) -> None:
    """Beat promised what comes round, and a worker did it, so long ago."""
    at = clock.now() - ago
    outbox.promise_periods(timers=TIMERS, at=at)
    with keyring.ephemeral():
        outbox.drain(at=at)
    Job.objects.filter(topic__in=TIMERS).update(created_at=at, finished_at=at, state=JobState.DONE)


def signs(*names: str, ago: timedelta = timedelta()) -> None:
    """Beat and these workers gave a sign of life so long ago."""
    at = clock.now() - ago
    kinds = {"beat@host": Heartbeat.Kind.BEAT, **dict.fromkeys(names, Heartbeat.Kind.WORKER)}
    for name, kind in kinds.items():
        Heartbeat.objects.update_or_create(name=name, defaults={"kind": kind, "at": at})


def test_a_desk_that_has_just_begun_is_not_in_trouble(ren):
    found = states(ren)
    assert {each for name in ("Beat", "Workers", "Work that comes round", "Ledger") for each in found[name]} == {
        "not run yet"
    }
    assert found["Evidence scanner"] == ["not set up"]
    assert "Every part works." in ren.get("/staff/health/").text
    assert not {"degraded", "failed"} & {state for each in found.values() for state in each}


def test_a_desk_at_work_says_when_it_last_was(ren):
    beats()
    signs("one@host")
    found = states(ren)
    assert {name: found[name] for name in ("Beat", "Workers", "Work that comes round", "Ledger")} == {
        "Beat": ["ok"], "Workers": ["ok"], "Work that comes round": ["ok"], "Ledger": ["ok"],
    }  # fmt: skip


def test_within_two_minutes_it_is_known_that_no_worker_answers(ren):
    beats()
    signs("one@host", ago=timedelta(seconds=119))
    assert states(ren)["Workers"] == ["ok"]
    signs("one@host", ago=timedelta(seconds=121))
    found, page = states(ren), ren.get("/staff/health/").text
    assert (found["Beat"], found["Workers"]) == (["degraded"], ["degraded"])
    assert "No worker answers" in page
    assert "one@host" in page
    assert CHAPTERS["worker"] in page


def test_a_worker_beside_others_that_fell_silent_is_named_and_degrades_nothing(ren):
    beats()
    signs("one@host", ago=timedelta(minutes=3))
    signs("two@host")
    assert states(ren)["Workers"] == ["waits for a person"]
    assert "Silent: one@host. 1 answers, last:" in ren.get("/staff/health/").text


def test_without_a_row_of_any_worker_a_desk_that_once_worked_is_in_trouble(ren):
    beats()
    assert states(ren)["Workers"] == ["degraded"]


def test_what_comes_round_and_is_done_by_nobody_is_named_with_what_to_do(ren):
    beats(ago=SILENCE)
    signs("one@host")
    assert states(ren)["Work that comes round"] == ["degraded"]
    assert CHAPTERS["jobs"] in ren.get("/staff/health/").text


def test_nobody_reads_off_the_numbers_that_there_is_something_about_themselves(case, ren, browser_of):
    mei = case.row.named[0].subject
    mei.role_assignments.create(role=Role.REVIEWER)
    notice = {"kind": Notice.Kind.DECIDED, "case": case.row, "to_user": case.user("officer"), "due_at": clock.now()}
    Notice.objects.create(**notice, key="n", undelivered_at=clock.now(), undelivered_code="5.1.1")
    with outbox.inline(), transaction.atomic():
        outbox.put(Topic.RELEASE_BUILD, key="own", at=clock.now(), case_id=case.row.pk)
    Job.objects.filter(key="own").update(state=JobState.DEAD, last_error="source_away")
    theirs, own = (browser_of(name).get("/staff/health/").text for name in ("reviewer.rui", "mei"))
    assert "nobody dealt with it: 1." in theirs
    assert "1 given up" in theirs
    assert "nobody dealt with it: 0." in own
    assert "No job waits for a person." in own
    Job.objects.filter(key="own").update(state=JobState.READY, last_error="")
    theirs, own = (browser_of(name).get("/staff/health/").text for name in ("reviewer.rui", "mei"))
    assert "1 due, 0 at work" in theirs
    assert "1 due, 0 at work" not in own


def test_promises_that_nobody_keeps_make_their_queue_late(ren):
    outbox.put(Topic.NOTICE_SEND, key="n", at=clock.now(), notice_id="none")
    Job.objects.filter(key="n").update(ring_at=F("ring_at") - SILENCE)
    found = states(ren)
    assert (found["Queue of notices"], found["Queue of releases"]) == (["degraded"], ["ok"])


def test_what_gave_up_waits_for_a_person_and_degrades_nothing(case, ren):
    outbox.put(Topic.NOTICE_SEND, key="n", at=clock.now(), notice_id="none")
    Job.objects.filter(key="n").update(state=JobState.DEAD, last_error="storage_unreachable")
    back = {"to_user": case.user("officer"), "undelivered_at": clock.now(), "undelivered_code": "5.1.1"}
    Notice.objects.create(kind=Notice.Kind.DECIDED, case=case.row, key="n", due_at=clock.now(), **back)
    found = states(ren)
    assert (found["Given up"], found["Mail"]) == (["waits for a person"], ["waits for a person"])
    assert "Every part works." in ren.get("/staff/health/").text


def test_a_scanner_that_does_not_answer_degrades_the_desk(ren, settings, tmp_path):
    settings.DESK_CLAMAV = f"unix:{tmp_path}/nobody"
    assert states(ren)["Evidence scanner"] == ["degraded"]


def test_every_chapter_that_is_named_is_in_the_manual():
    headings = re.findall(r"^## (.*)$", (trees.ROOT / "docs" / "operations.md").read_text(), re.MULTILINE)
    assert set(CHAPTERS.values()) <= set(headings)
