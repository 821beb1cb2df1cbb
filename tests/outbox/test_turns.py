"""One ring of the bell: its own job, then what else is due in the queue; the rest waits for the next ring."""

from datetime import timedelta

import pytest

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models import clock
from disclosures.models.job import Job, JobState
from disclosures.outbox import bell, turns
from disclosures.outbox.queues import QueueName


@pytest.fixture
def rung(monkeypatch):
    """Let the broker take every ring, and list the queues that were rung."""
    queues = []
    monkeypatch.setattr(bell, "nudge", lambda **asked: queues.append(asked["queue"]))
    return queues


@pytest.fixture
def promises(promise, rung):
    def _promises(*, count, topic=Topic.RELEASE_BUILD, **more):
        jobs = [promise(key=f"{topic}:{number}", topic=topic, **more) for number in range(count)]
        rung.clear()
        return jobs

    return _promises


def done():
    return Job.objects.filter(state=JobState.DONE).count()


def test_a_ring_takes_what_else_is_due_in_its_queue(db, promises, handled, rung):
    first, *_ = promises(count=5)
    promises(count=3, topic=Topic.NOTICE_SEND)
    outbox.take_turn(job_id=first.pk, queue=QueueName.RELEASES)
    assert {claim.topic for claim in handled} == {Topic.RELEASE_BUILD}
    assert (done(), rung) == (5, [])


def test_a_ring_whose_job_was_done_still_takes_the_others(db, promises, handled, rung):
    first, *_ = promises(count=3)
    outbox.run(job_id=first.pk, at=clock.now())
    outbox.take_turn(job_id=first.pk, queue=QueueName.RELEASES)
    assert done() == 3


def test_what_is_not_due_is_left(db, promises, handled, rung):
    first, *_ = promises(count=1)
    promises(count=2, topic=Topic.RELEASE_ENDS, run_after=clock.now() + timedelta(hours=1))
    outbox.take_turn(job_id=first.pk, queue=QueueName.RELEASES)
    assert done() == 1


def test_after_twenty_others_the_bell_is_rung_for_the_rest(db, promises, handled, rung):
    first, *_ = promises(count=turns.MOST + 5)
    outbox.take_turn(job_id=first.pk, queue=QueueName.RELEASES)
    assert (done(), rung) == (turns.MOST + 1, [QueueName.RELEASES])


def test_a_slow_job_is_the_last_of_its_turn(db, promises, handled, rung, monkeypatch):
    first, *_ = promises(count=3)
    monkeypatch.setattr(turns, "LONGEST", 0.0)
    outbox.take_turn(job_id=first.pk, queue=QueueName.RELEASES)
    assert (done(), rung) == (1, [QueueName.RELEASES])


def test_a_job_that_asks_to_come_again_at_once_is_taken_once_in_a_turn(db, promises, rung, monkeypatch):
    first, *_ = promises(count=2)
    asked = []

    def later(claim, at):
        asked.append(claim.job_id)
        raise outbox.Later(at)

    monkeypatch.setitem(turns.work.registry._table("HANDLERS"), Topic.RELEASE_BUILD, later)
    outbox.take_turn(job_id=first.pk, queue=QueueName.RELEASES)
    assert sorted(asked) == sorted(set(asked))


def test_a_failed_job_rests_while_the_others_go_on(db, promises, failing, handled, rung):
    first, *_ = promises(count=1)
    promises(count=2, topic=Topic.WINDOW_ENDS)
    failing(ValueError())
    outbox.take_turn(job_id=first.pk, queue=QueueName.RELEASES)
    assert (done(), Job.objects.get(pk=first.pk).state) == (2, JobState.READY)
