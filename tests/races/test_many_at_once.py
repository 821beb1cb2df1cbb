"""The same message many times, several workers and dispatchers at once, versions nobody knows: one effect."""

from functools import partial

import pytest
from django.db import connection

from disclosures import outbox
from disclosures.domain.errors import DeskError, MoveNotAllowed
from disclosures.models import Case, Job, LedgerEntry, Release, clock
from disclosures.models.job import JobState
from disclosures.outbox import bell
from disclosures.outbox.queues import QueueName
from disclosures.tasks import dispatch
from disclosures.tasks.run import run_job
from tests.cast import BASES, a_case, a_world
from tests.services.crowd import at_once
from tests.services.processes import running_worker, wait_until


def build_job():
    return Job.objects.get(topic="release.build")


@pytest.mark.parametrize("basis", BASES)
def test_running_every_job_of_a_release_again_changes_nothing(db, basis):
    case = a_case(basis).released()
    before = (Release.objects.count(), LedgerEntry.objects.count(), Job.objects.count(), case.row.edition)
    for job_id in Job.objects.filter(state=JobState.DONE).values_list("pk", flat=True):
        run_job(str(job_id), 1)
    Job.objects.filter(topic="release.build").update(state=JobState.READY, finished_at=None)  # a doubled promise
    case.worked()
    assert (Release.objects.count(), LedgerEntry.objects.count(), Job.objects.count(), case.row.edition) == before


def test_eight_workers_answer_the_same_bell_and_one_releases(committed_db):
    case = a_case("consent").approved()
    job_id = build_job().pk
    answers = at_once([partial(outbox.run, job_id=job_id, at=case.at)] * 8)
    assert sorted(answers) == ["handled", *["nothing"] * 7]
    assert Release.objects.count() == 1
    assert build_job().attempts == 1


def test_a_worker_that_lost_its_lease_cannot_release_beside_its_successor(committed_db):
    case = a_case("consent").approved()
    job_id = build_job().pk
    slow = outbox.claim(job_id=job_id, at=case.at)
    case.later(minutes=5)
    answers = at_once(
        [partial(outbox.run, job_id=job_id, at=case.at), partial(handle, slow, case.at)],
    )
    assert [answer for answer in answers if isinstance(answer, Exception)] in ([], [answers[1]])
    case.later(minutes=5).worked()
    assert case.row.status == "released"
    assert Release.objects.count() == 1
    assert LedgerEntry.objects.filter(event="released").count() == 1


def handle(claim, at):
    from disclosures.delivery import build

    build.build(claim, at)


def test_two_dispatchers_and_two_workers_release_everything_once(committed_db, empty_valkey_url, settings, monkeypatch):
    monkeypatch.setattr(bell, "_silent_until", 0.0)
    monkeypatch.setattr(bell, "_enough_until", {})
    settings.CELERY_BROKER_URL = empty_valkey_url
    world = a_world(at=clock.now())
    with outbox.inline():
        for basis in ("consent", "service_provision", "ip_complaint") * 2:
            a_case(basis, world=world).approved()
    Job.objects.update(ring_at=clock.now())
    due = Job.objects.count()
    rung = at_once([dispatch.dispatch] * 2)
    assert sum(rung) == due, "one bell each"
    connection.close()
    env = committed_db.env(broker=empty_valkey_url)
    with running_worker(env=env), running_worker(env=env):
        wait_until(lambda: Case.objects.filter(status="released").count() == 6, within=60)
        wait_until(lambda: not Job.objects.filter(topic="notice.send").exclude(state=JobState.DONE).exists(), within=30)
    assert Release.objects.count() == 6
    assert LedgerEntry.objects.filter(event="released").count() == 6
    assert set(Job.objects.filter(topic="release.build").values_list("attempts", flat=True)) == {1}


def test_a_release_promised_by_newer_code_waits_for_a_worker_of_that_code(committed_db):
    case = a_case("consent").approved()
    Job.objects.filter(topic="release.build").update(format=99)
    job_id = build_job().pk
    assert outbox.run(job_id=job_id, at=case.at) == "nothing"
    assert build_job().state == JobState.PARKED
    assert case.row.status == "approved"
    Job.objects.update(format=1)  # as a newer worker sees it
    assert outbox.run(job_id=job_id, at=case.at) == "handled"
    assert case.row.status == "released"


@pytest.mark.parametrize("forged", ["x", "", "1", "00000000-0000-0000-0000-000000000000", "' OR 1=1 --", None, 7])
def test_a_forged_message_has_no_effect(db, forged):
    case = a_case("consent").approved()
    before = (case.row.edition, Job.objects.count(), LedgerEntry.objects.count())
    run_job(forged, 1)
    assert (case.row.edition, Job.objects.count(), LedgerEntry.objects.count()) == before


def test_signing_withdrawing_and_narrowing_at_once_leave_one_winner(committed_db):
    case = a_case("violation").submitted().accepted()
    words = {"step": "review", "by": "reviewer.rui"}
    acts = [
        partial(case.does, "sign", **words),
        partial(case.does, "withdraw", by="reviewer.triage"),
        partial(case.does, "narrow", item="contact.phone", to="masked", by="reviewer.ren", reason="less is enough"),
        partial(case.does, "refuse", by="counsel.cai", code="conflict_of_laws"),
    ]
    answers = at_once(acts)
    errors = [answer for answer in answers if isinstance(answer, Exception)]
    assert all(isinstance(error, DeskError) for error in errors), errors
    assert {type(error) for error in errors} <= {MoveNotAllowed}
    assert case.row.status in {"withdrawn", "refused"} or case.row.status == "review"
    assert bell.waiting(queue=QueueName.RELEASES) == 0 if bell.has_broker() else True
