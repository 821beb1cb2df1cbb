"""Plays every case at once, in the order of time: each line through the real action, each timer when it was due."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from disclosures import outbox
from disclosures.actions import cases
from disclosures.demo import reading
from disclosures.domain.clocks import local
from disclosures.domain.errors import DeskError
from disclosures.domain.grounds import TransferGround
from disclosures.domain.roles import STAFF
from disclosures.domain.topics import Topic
from disclosures.models import Case, Job
from disclosures.models.job import JobState
from disclosures.scenarios.stage import Stage
from disclosures.scenarios.verbs import VERBS
from disclosures.scenarios.world import World

log = logging.getLogger("disclosures.outbox.work")

SATURDAY, CLOSING = 5, 19
AN_HOUR = timedelta(hours=1)
DRAFT = "draft"
A_MINUTE = timedelta(minutes=1)


class DemoBroken(Exception):
    """A line of a data file was refused by the desk: the demo itself is wrong."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that somebody does in one case."""

    at: datetime
    stage: Stage
    title: str
    verb: str
    words: dict[str, Any]
    storage_away: bool = False


def play(*, world: World, step: Callable[[int], None]) -> None:
    """Plays all lines up to ``world.at``, telling ``step`` the percents after each.

    What is done at that very moment is left to the worker, so that something is approved and not released yet.
    """
    lines = sorted(_lines(world), key=lambda line: line.at)
    for done, line in enumerate(lines, 1):
        _run_timers(until=line.at)
        line.stage.at = line.at
        try:
            VERBS_HERE[line.verb](line.stage, line.words)
        except DeskError as refusal:
            raise DemoBroken(f"{line.title}: {line.verb}: {refusal.code} {refusal.fact or ''} {refusal}") from refusal
        if line.storage_away:
            _fail_release(line.stage.case_id, at=line.at)
        if line.at < world.at and line.verb != DRAFT:
            outbox.drain(at=line.at)
        step(round(100 * done / len(lines)))


def _lines(world: World) -> Iterator[Line]:
    for case in reading.read_cases(now=world.at):
        stage = Stage(world=world, written=case["case"], at=world.at)
        last = reading.instant(case["drafted"], now=world.at)
        yield Line(last, stage, case["id"], DRAFT, {})
        acts = [(verb, line["when"], words) for line in case.get("do", ()) for verb, words in _verbs(line)]
        for place, (verb, when, words) in enumerate(acts, 1):
            last = max(_working(reading.instant(when, now=world.at), words, world, after=last), last + A_MINUTE)
            away = bool(case.get("storage_away")) and place == len(acts)
            yield Line(min(last, world.at), stage, case["id"], verb, words, storage_away=away)


def _verbs(line: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    return ((verb, words) for verb, words in line.items() if verb != "when")


def _working(at: datetime, words: dict[str, Any], world: World, *, after: datetime) -> datetime:
    """What staff did on a weekend was done on the Friday before, unless the case was not there yet."""
    by = world.users.get(words.get("by", ""))
    if by is None or not by.roles & STAFF or local(at).weekday() < SATURDAY or at >= world.at:
        return at
    friday = max(at - timedelta(days=local(at).weekday() - SATURDAY + 1), after + AN_HOUR)
    return friday if local(friday).weekday() < SATURDAY and local(friday).hour < CLOSING else at


def _run_timers(*, until: datetime) -> None:
    """Lets every timer ring at its own time, so that what it does is dated as it would have been."""
    while True:
        due = Job.objects.filter(state=JobState.READY, run_after__lte=until).order_by("run_after")
        at = due.values_list("run_after", flat=True).first()
        if at is None:
            return
        outbox.drain(at=at)


def _fail_release(case_id: int, *, at: datetime) -> None:
    """What a worker does whose storage is away: it takes the job, fails, rests, and gives up in the end."""
    log.disabled = True  # this failure is meant: whoever fills a demo need not read of it
    try:
        _fail_until_dead(case_id, at=at)
    finally:
        log.disabled = False


def _fail_until_dead(case_id: int, *, at: datetime) -> None:
    while True:
        job = Job.objects.filter(topic=Topic.RELEASE_BUILD, ids={"case_id": case_id}, state=JobState.READY).first()
        if job is None:
            return
        at = max(at, job.run_after or at)
        claim = outbox.claim(job_id=job.pk, at=at)
        if claim is not None:
            outbox.fail(claim, at=at, code="source_away")


def _draft(stage: Stage, _: dict[str, Any]) -> None:
    case = stage.draft()
    Case.objects.filter(pk=case.pk).update(created_at=stage.at)
    stage.case_id = case.pk


def _check(stage: Stage, words: dict[str, Any]) -> None:
    ground = words.get("transfer_ground")
    cases.check_particulars(
        case=stage.case,
        by=stage.world.user(words["by"]),
        at=stage.at,
        called_back=bool(words.get("called_back")),
        transfer_ground=TransferGround(ground) if ground else None,
    )


VERBS_HERE: dict[str, Callable[[Stage, Any], None]] = {**VERBS, DRAFT: _draft, "check": _check}
