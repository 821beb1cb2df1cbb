"""How the desk is, on a page: what is not set up or has just begun is no trouble; what is down says what to do."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db.models import F

from disclosures import keyring, outbox
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.models import Notice, clock
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


def test_a_desk_that_has_just_begun_is_not_in_trouble(ren):
    found = states(ren)
    assert (found["Beat"], found["Ledger"]) == (["not run yet"], ["not run yet"])
    assert found["Evidence scanner"] == ["not set up"]
    assert "Every part works." in ren.get("/staff/health/").text
    assert not {"degraded", "failed"} & {state for each in found.values() for state in each}


def test_a_desk_at_work_says_when_it_last_was(ren):
    beats()
    found = states(ren)
    assert (found["Beat"], found["Ledger"], found["Workers"]) == (["ok"], ["ok"], ["ok"])


def test_a_beat_and_workers_that_fell_silent_are_named_with_what_to_do(ren):
    beats(ago=SILENCE)
    found = states(ren)
    assert (found["Beat"], found["Workers"]) == (["degraded"], ["degraded"])
    assert CHAPTERS["worker"] in ren.get("/staff/health/").text


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
