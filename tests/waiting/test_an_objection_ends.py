"""An objection that nobody decides is chased after a week and upheld after thirty days; nothing leaves by silence."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures import outbox
from disclosures.actions import objections
from disclosures.domain.catalogue import ItemKey
from disclosures.models import Job, LedgerEntry, Notice, Objection
from tests.cast import a_case

pytestmark = pytest.mark.django_db
MAY_DECIDE = {"counsel.cai", "counsel.chen", "privacy.pan", "privacy.pei"}


@pytest.fixture
def case():
    made = a_case("transaction_dispute").submitted().accepted().signed().worked()
    return made.does("object", by="mei", reason="refunded").worked()


def told(case, kind):
    sent = Notice.objects.filter(case=case.row, kind=kind, sent_at__isnull=False)
    return set(sent.values_list("to_user__name", flat=True))


def test_after_a_week_whoever_may_decide_is_told_that_nobody_did(case):
    case.later(days=7, seconds=-1).worked()
    assert told(case, "objection_late") == set()
    case.later(seconds=1).worked()
    assert told(case, "objection_late") == MAY_DECIDE
    assert case.row.status == "notice"


def test_after_thirty_days_it_is_upheld_and_both_sides_are_told(case):
    case.later(days=30, seconds=-1).worked()
    assert case.row.status == "notice"
    case.later(seconds=1).worked()
    assert (case.row.status, case.row.outcome, case.release) == ("refused", "objection_upheld", None)
    assert (told(case, "objection_decided"), told(case, "decided")) == ({"mei"}, {"ana"})
    assert Objection.objects.get().decided_by.roles == frozenset()


def test_two_beats_end_it_once_and_a_clock_set_back_not_at_all(case):
    (job,) = Job.objects.filter(topic="case.objection_ends")
    assert outbox.run(job_id=job.pk, at=case.at + timedelta(days=29, hours=23)) is outbox.Outcome.NOTHING
    outcomes = [outbox.run(job_id=job.pk, at=case.at + timedelta(days=30)) for _ in range(2)]
    assert outcomes == [outbox.Outcome.HANDLED, outbox.Outcome.NOTHING]
    assert LedgerEntry.objects.filter(event="objection_upheld").count() == 1


def test_one_that_was_decided_is_neither_chased_nor_ended(case):
    case.does("overrule_objection", by="counsel.cai", reason="nothing was refunded").later(days=31).worked()
    assert (case.row.status, told(case, "objection_late")) == ("released", set())


def test_a_case_back_in_review_has_the_whole_time_again(case):
    objections.offer_channel(case=case.row, item=ItemKey.CONTACT_EMAIL, by=case.user("mei"), at=case.at)
    case.later(days=30).worked()
    assert case.row.status == "review"
    case.signed().later(days=30, seconds=-1).worked()
    assert case.row.status == "notice"
    case.later(seconds=1).worked()
    assert case.row.outcome == "objection_upheld"
