"""Access records are kept for the time that is set, and longer only while a case that asks for them is undecided."""

from datetime import timedelta

import pytest

from accounts.models import AccessRecord
from disclosures import outbox
from disclosures.actions import retention
from disclosures.domain.timers import TIMERS
from disclosures.domain.topics import Topic
from disclosures.models import Job, LedgerEntry
from tests.cast import AT, a_case, a_world


@pytest.fixture
def world(db):
    with outbox.inline():
        world = a_world()
        AccessRecord.objects.all().delete()
        yield world


@pytest.fixture
def visit(world):
    def _visit(name, *, days):
        return AccessRecord.objects.create(
            subject=world.user(name), at=AT - timedelta(days=days), ip_address="203.0.113.7"
        )

    return _visit


def pass_the_hour(at=AT):
    outbox.promise_periods(timers={Topic.ACCESS_RECORDS_END: TIMERS[Topic.ACCESS_RECORDS_END]}, at=at)
    outbox.drain(at=at)
    assert not Job.objects.filter(topic=Topic.ACCESS_RECORDS_END).exclude(state="done").exists()


def test_old_records_go_and_younger_ones_stay(world, visit, settings):
    settings.DESK_ACCESS_DAYS = 30
    old, young = visit("mei", days=31), visit("mei", days=29)
    pass_the_hour()
    assert list(AccessRecord.objects.all()) == [young]
    entry = LedgerEntry.objects.get(event="access_records_deleted")
    assert entry.content["body"] == {"count": 1, "days": 30}
    assert str(old.ip_address) not in entry.text


def test_nothing_to_delete_leaves_no_line(world, visit):
    visit("mei", days=10)
    pass_the_hour()
    assert not LedgerEntry.objects.filter(event="access_records_deleted").exists()


def test_all_of_many_go_in_batches(world, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 10)
    mei = world.user("mei")
    AccessRecord.objects.bulk_create(AccessRecord(subject=mei, at=AT - timedelta(days=400)) for _ in range(35))
    pass_the_hour()
    assert not AccessRecord.objects.exists()


def test_what_one_job_leaves_the_next_takes(world, monkeypatch):
    monkeypatch.setattr(retention, "BATCH", 10)
    monkeypatch.setattr(retention, "BATCHES", 2)
    mei = world.user("mei")
    AccessRecord.objects.bulk_create(AccessRecord(subject=mei, at=AT - timedelta(days=400)) for _ in range(25))
    pass_the_hour()
    assert AccessRecord.objects.count() == 5
    pass_the_hour(AT + timedelta(hours=1))
    assert not AccessRecord.objects.exists()


def test_what_an_undecided_case_asks_for_stays_until_it_is_decided(world, visit, settings):
    settings.DESK_ACCESS_DAYS = 30
    asked, other = visit("mei", days=31), visit("ana", days=31)
    case = a_case("legal_request", world=world, asks=["access.ip_address"]).submitted()
    pass_the_hour()
    assert list(AccessRecord.objects.all()) == [asked]
    assert other.pk != asked.pk
    case.does("withdraw", by="officer")
    pass_the_hour(AT + timedelta(hours=1))
    assert not AccessRecord.objects.exists()


@pytest.mark.parametrize("asks", [["contact.email"], ["search.keywords"]])
def test_a_case_that_asks_for_something_else_keeps_nothing(world, visit, settings, asks):
    settings.DESK_ACCESS_DAYS = 30
    visit("mei", days=31)
    a_case("legal_request", world=world, asks=asks).submitted()
    pass_the_hour()
    assert not AccessRecord.objects.exists()


def test_a_draft_keeps_nothing(world, visit, settings):
    settings.DESK_ACCESS_DAYS = 30
    visit("mei", days=31)
    a_case("legal_request", world=world, asks=["access.ip_address"])
    pass_the_hour()
    assert not AccessRecord.objects.exists()
