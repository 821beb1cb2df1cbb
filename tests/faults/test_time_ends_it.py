"""With every worker stopped, what the database's clock has ended is over, and what it has not opened stays shut."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client

from accounts.models import Token
from disclosures.actions import engagements
from disclosures.domain.errors import AccessEnded, NotFound
from disclosures.models import Case, Complaint, Engagement, Grant, LedgerEntry, Release, clock
from tests.cast import READERS, a_case

ENDING = ("consent", "legal_request", "violation", "transaction_dispute", "other")


@pytest.mark.parametrize("basis", ENDING)
def test_an_access_that_is_over_by_the_clock_is_over_though_nobody_marked_it(db, basis):
    case = a_case(basis).released()
    until = Grant.objects.get().until
    case.stage.at = until - timedelta(milliseconds=1)
    assert case.opened()
    case.stage.at = until
    with pytest.raises(AccessEnded):
        case.opened()
    assert Release.objects.get().status == "available", "no worker has marked it"
    assert Grant.objects.get().openings == 1


@pytest.mark.parametrize("basis", ["legal_request", "violation", "transaction_dispute", "other"])
def test_a_window_that_is_not_over_stays_shut(db, basis):
    case = a_case(basis).submitted().accepted().signed()
    case.stage.at = case.row.window_ends_at - timedelta(milliseconds=1)
    case.worked()
    assert case.row.status == "notice"
    assert not Release.objects.exists()
    case.later(milliseconds=1)
    assert not Release.objects.exists(), "without a worker nothing opens by itself"
    case.worked()
    assert case.row.status == "released"


def test_by_the_api_an_ended_access_answers_410_and_a_release_of_tomorrow_404(db):
    now = clock.now()
    ended = a_case("consent", at=now - timedelta(days=100)).released()
    assert Grant.objects.get().until < now
    early = a_case("consent", world=ended.stage.world, at=now + timedelta(hours=1), purpose="a later prize")
    tom = ended.user("tom")
    _, secret = Token.objects.issue(user=tom, at=now)
    client = Client(headers={"authorization": f"Bearer {secret}"})

    def content(release_id):
        address = f"/api/v1/releases/{release_id}/content/"
        return client.post(address, data={}, content_type="application/json")

    answer = content(ended.release.pk)
    assert (answer.status_code, answer.json()["code"]) == (410, "access_ended")
    Release.objects.update(released_at=now + timedelta(hours=1))  # a clock was ahead
    assert content(ended.release.pk).status_code == 404
    assert early.row.status == "draft"
    assert READERS["consent"] == "tom"


def test_a_clock_that_was_set_back_reopens_nothing(db):
    case = a_case("service_provision").released()
    case.later(hours=1).does("end_engagement", name="delivery", by="privacy.pei")
    case.later(hours=-2)
    with pytest.raises((AccessEnded, NotFound)):
        case.opened(by="kai")
    again = a_case("service_provision", world=case.stage.world, at=case.at).submitted()
    assert Case.objects.get(pk=again.row.pk).status == "triage", "the standing approval is over"


def test_an_engagement_that_ended_by_its_date_stays_ended_when_the_clock_is_set_back(db):
    case = a_case("service_provision").released()
    Engagement.objects.update(ends_at=case.at + timedelta(hours=1))
    engagement = Engagement.objects.get(pk=case.row.engagement_id)
    with transaction.atomic():
        engagements._promise_end(engagement, at=case.at)
    case.later(hours=1).worked()
    case.later(hours=-2)
    with pytest.raises((AccessEnded, NotFound)):
        case.opened(by="kai")
    assert not Engagement.objects.get(pk=engagement.pk).is_active(at=case.at)
    entries = LedgerEntry.objects.filter(chain=f"engagement:{engagement.pk}", event="engagement_ended")
    case.later(hours=3).worked()
    assert entries.count() == 1


def test_with_a_complaint_that_lapsed_access_ends_though_nobody_marked_it(db):
    case = a_case("ip_complaint").released()
    Complaint.objects.update(countered_at=case.at, counter_reached_at=case.at)
    case.later(days=30, seconds=-1)
    assert case.opened()
    case.later(seconds=1)
    with pytest.raises(AccessEnded):
        case.opened()
    assert Release.objects.get().status == "available", "no worker has marked it"
