"""After a restore, what may have been sent waits for a person; what was not due yet goes out in its time."""

from datetime import UTC, datetime, timedelta

from django.db import transaction

from disclosures import outbox
from disclosures.delivery import upkeep
from disclosures.domain.topics import Topic
from disclosures.models import Job
from disclosures.models.job import JobState

AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def promised(key, *, run_after):
    with transaction.atomic():
        outbox.put(Topic.NOTICE_SEND, key=key, at=AT, run_after=run_after, notice_id=key)


def test_a_hold_that_outlasts_a_restore_still_ends_with_its_notice(committed_db):
    promised("now", run_after=None)
    promised("soon", run_after=AT + timedelta(hours=1))
    promised("held", run_after=AT + timedelta(days=60))
    upkeep.make_restored_safe(at=AT + timedelta(hours=2))
    states = dict(Job.objects.values_list("key", "state"))
    assert states == {"now": JobState.DEAD, "soon": JobState.DEAD, "held": JobState.READY}
