"""A source or a disk that fails: attempts are counted, the case is shown as failed, others go on, a person retries."""

import errno
import os

import pytest
from django.db import connection

from disclosures import outbox, sources
from disclosures.actions import decisions, releases
from disclosures.delivery import folder, opening
from disclosures.domain.errors import MoveNotAllowed, NotPermitted
from disclosures.domain.grounds import RefusalCode
from disclosures.models import Job, LedgerEntry, Release
from disclosures.models.job import JobState
from disclosures.outbox import limits
from tests.cast import a_case, a_world


class SourceDown(Exception):
    """What a source that is away raises, whatever it says."""


@pytest.fixture
def source_down_for(monkeypatch):
    """Let the source fail for one member; give the list of the tries."""

    def _source_down_for(name):
        real, tries = sources.collect, []

        def collect(*, subject, **words):
            if subject.name == name:
                tries.append(name)
                raise SourceDown("mei@mail.example is not answering")
            return real(subject=subject, **words)

        monkeypatch.setattr(sources, "collect", collect)
        return tries

    return _source_down_for


def wait_for_all_attempts(case):
    for _ in range(limits.attempts()):
        case.later(minutes=20).worked()


def events(case):
    return list(LedgerEntry.objects.filter(chain=f"case:{case.row.pk}").values_list("event", flat=True))


def test_a_source_that_always_fails_makes_the_case_fail_visibly_and_others_go_on(db, source_down_for, caplog):
    tries = source_down_for("mei")
    world = a_world()
    case = a_case("consent", world=world).approved()
    other = a_case("ip_complaint", world=world).approved().worked()
    assert other.row.status == "released"
    wait_for_all_attempts(case)
    case.later(days=9).worked()
    assert case.row.status == "release_failed"
    assert len(tries) == limits.attempts()
    job = Job.objects.get(topic="release.build", state=JobState.DEAD)
    assert job.last_error == "SourceDown"
    assert events(case).count("release_failed") == 1
    assert outbox.backlog(at=case.at).dead == 1
    assert not Release.objects.filter(case=case.row).exists()
    assert "mei@mail.example" not in "".join(record.getMessage() for record in caplog.records)


def test_a_failed_release_is_retried_by_somebody_who_may_and_once(db, source_down_for, monkeypatch):
    source_down_for("mei")
    case = a_case("consent").approved()
    wait_for_all_attempts(case)
    monkeypatch.undo()
    with pytest.raises(NotPermitted):
        releases.retry(case=case.row, by=case.user("tom"), at=case.at)
    before = case.row
    releases.retry(case=case.row, by=case.user("counsel.chen"), at=case.at)
    with pytest.raises(MoveNotAllowed):
        releases.retry(case=before, by=case.user("counsel.chen"), at=case.at)
    assert case.row.status == "approved"
    case.worked()
    assert case.row.status == "released"
    assert outbox.backlog(at=case.at).dead == 0
    assert events(case).count("retried") == events(case).count("released") == 1


def test_a_failed_release_can_be_refused_instead(db, source_down_for):
    source_down_for("mei")
    case = a_case("consent").approved()
    wait_for_all_attempts(case)
    by = case.user("counsel.chen")
    decisions.refuse(case=case.row, by=by, at=case.at, code=RefusalCode.CONFLICT_OF_LAWS, reason="gone")
    assert case.row.status == "refused"
    assert not Release.objects.exists()


def test_a_retry_meets_what_changed_meanwhile(db, source_down_for, monkeypatch):
    source_down_for("mei")
    case = a_case("consent").approved()
    wait_for_all_attempts(case)
    monkeypatch.undo()
    case.does("consent_withdrawn", by="mei")
    releases.retry(case=case.row, by=case.user("counsel.chen"), at=case.at)
    case.worked()
    assert (case.row.status, case.row.outcome) == ("refused", "fact_lapsed")


def test_a_full_disk_leaves_no_half_package_and_the_release_goes_on_when_there_is_room(committed_db, monkeypatch):
    case = a_case("service_provision").approved()
    real = os.fsync

    def full(descriptor):
        real(descriptor)
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder.os, "fsync", full)
    case.worked()
    monkeypatch.undo()
    job = Job.objects.get(topic="release.build")
    assert (job.attempts, job.last_error, job.state) == (1, "OSError", JobState.READY)
    assert case.row.status == "approved"
    assert [path for path in (committed_db.folder / "sealed").rglob("*") if path.is_file()] == []
    case.later(minutes=1).worked()
    assert case.row.status == "released"
    assert opening.unsealed(case.release)["reference"] == case.row.reference


FULL = {  # what the database says at the first row of a release when its disk is full
    "sqlite": [
        (
            "CREATE TRIGGER full_disk BEFORE INSERT ON disclosures_release "
            "BEGIN SELECT RAISE(ROLLBACK, 'database or disk is full'); END"
        )
    ],
    "postgresql": [
        (
            "CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS "
            "$$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'could not extend file'; END $$"
        ),
        "CREATE TRIGGER full_disk BEFORE INSERT ON disclosures_release FOR EACH ROW EXECUTE FUNCTION full_disk()",
    ],
}
ROOM_AGAIN = {
    "sqlite": ["DROP TRIGGER full_disk"],
    "postgresql": ["DROP TRIGGER full_disk ON disclosures_release"],
}


def say(statements):
    with connection.cursor() as cursor:
        for statement in statements[connection.vendor]:
            cursor.execute(statement)


def test_a_full_database_in_the_last_transaction_leaves_nothing_and_the_release_goes_on(committed_db):
    case = a_case("service_provision").approved()
    say(FULL)
    case.worked()
    say(ROOM_AGAIN)
    assert case.row.status == "approved"
    assert not Release.objects.exists()
    assert "released" not in events(case)
    assert Job.objects.get(topic="release.build").attempts == 1
    case.later(minutes=1).worked()
    assert case.row.status == "released"
    assert Release.objects.count() == 1
