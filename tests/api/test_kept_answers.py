"""An answer that may be given again is kept for its day, and then it is gone without anybody asking (decision 0005)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures import outbox
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.models import IdempotencyKey, Job, clock
from disclosures.models.idempotency import REMEMBERED


@pytest.fixture
def kept(cast, prize):
    answer = cast("tom").post("/cases/", prize | {"submit": True}, Idempotency_Key="k-1")
    row = IdempotencyKey.objects.get()
    assert "mei" in row.body
    return answer, row


def _sweep(*, at):
    outbox.promise_periods(timers={Topic.ANSWERS_END: TIMERS[Topic.ANSWERS_END]}, at=at)
    outbox.drain(at=at)
    assert not Job.objects.filter(topic=Topic.ANSWERS_END).exclude(state="done").exists()


def test_an_answer_is_gone_soon_after_its_day(kept):
    _, row = kept
    _sweep(at=row.at + REMEMBERED)
    assert not IdempotencyKey.objects.exists()
    assert TIMERS[Topic.ANSWERS_END] <= timedelta(minutes=10)


def test_within_its_day_it_is_given_again(cast, prize, kept):
    answer, row = kept
    _sweep(at=row.at + REMEMBERED - timedelta(minutes=1))
    again = cast("tom").post("/cases/", prize | {"submit": True}, Idempotency_Key="k-1")
    assert (again.json(), again.headers["Idempotent-Replayed"]) == (answer.json(), "true")


def test_an_act_that_was_never_answered_is_forgotten_too(kept):
    IdempotencyKey.objects.update(status=None, body="", at=clock.now() - REMEMBERED)
    _sweep(at=clock.now())
    assert not IdempotencyKey.objects.exists()
