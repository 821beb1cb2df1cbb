"""A returned case that nobody files again ends by its clock, its requester is reminded, and staff see it before."""

from datetime import timedelta

import pytest

from disclosures import outbox
from disclosures.domain.topics import Topic
from disclosures.models import Job, LedgerEntry, Notice
from tests.cast import a_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case():
    return a_case("transaction_dispute").submitted().does("return", by="reviewer.ren", reason="which order?").worked()


def told(case):
    notices = Notice.objects.filter(case=case.row, to_user__name="ana", sent_at__isnull=False)
    return [notice.kind for notice in notices.order_by("sent_at", "due_at", "pk")]


def test_it_waits_until_the_last_moment_and_is_withdrawn_then(case, found):
    case.later(days=30, seconds=-1).worked()
    assert case.row.status == "returned"
    assert [row[0] for row in found(case)] == ["returned"]
    case.later(seconds=1).worked()
    assert case.row.status == "withdrawn"
    assert found(case) == []
    assert LedgerEntry.objects.filter(event="case_lapsed").count() == 1


def test_who_asked_is_told_a_week_before_and_at_the_end(case):
    case.later(days=23, seconds=-1).worked()
    assert told(case) == ["returned"]
    case.later(seconds=1).worked()
    assert told(case) == ["returned", "return_ends"]
    case.later(days=7).worked()
    assert told(case) == ["returned", "return_ends", "closed"]


def test_the_desk_reads_how_its_deadline_was_worked_out_and_the_requester_until_when_they_have(cast, prize):
    reference = cast("tom").post("/cases/", prize | {"submit": True}).json()["reference"]
    cast("reviewer.ren").post(f"/cases/{reference}/return/", {"reason": "which prize?"})
    mine, desk = cast("tom").get(f"/cases/{reference}/").json(), cast("reviewer.ren").get(f"/cases/{reference}/").json()
    assert mine["returned_until"] == desk["returned_until"]
    assert (desk["deadline"]["due_at"], desk["deadline"]["is_late"]) == (None, False)
    assert "paused while returned since" in desk["deadline"]["how"][-1]["text"]
    assert "deadline" not in mine
    cast("tom").post(f"/cases/{reference}/resubmit/")
    again = cast("reviewer.ren").get(f"/cases/{reference}/").json()
    assert again["deadline"]["due_at"]
    assert again["returned_until"] is None


def test_what_was_filed_again_is_neither_reminded_nor_ended(case):
    case.later(days=5).does("resubmit", by="ana").later(days=40).worked()
    assert case.row.status == "triage"
    assert told(case) == ["returned"]


def test_a_second_return_has_its_whole_time(case):
    case.later(days=29).does("resubmit", by="ana").does("return", by="reviewer.ren", reason="still unclear")
    case.later(days=29).worked()
    assert case.row.status == "returned"
    case.later(days=1).worked()
    assert case.row.status == "withdrawn"


def test_the_timer_runs_once_however_often_it_rings(case):
    case.later(days=30)
    jobs = [job.pk for job in Job.objects.filter(topic=Topic.RETURN_ENDS)] * 2
    outcomes = [outbox.run(job_id=job, at=case.at) for job in jobs]
    assert outcomes == [outbox.Outcome.HANDLED, outbox.Outcome.NOTHING]
    assert LedgerEntry.objects.filter(event="case_lapsed").count() == 1


def test_a_clock_set_back_ends_nothing_early(case):
    (job,) = Job.objects.filter(topic=Topic.RETURN_ENDS)
    assert outbox.run(job_id=job.pk, at=case.at + timedelta(days=29, hours=23)) is outbox.Outcome.NOTHING
    assert case.row.status == "returned"
