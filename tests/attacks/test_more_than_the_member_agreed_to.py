"""A yes to a little is used for more: of a greater detail, of another time, in a later or an edited case."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures.actions import consents
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import WideningRefused
from disclosures.domain.extents import EVERYTHING, Detail, Extent, Period
from disclosures.queries.asked import asked
from disclosures.queries.records import consented
from tests.cast import a_case, a_world

PURPOSE = "newsletter"
EMAIL, PHONE, IP = ItemKey.CONTACT_EMAIL, ItemKey.CONTACT_PHONE, ItemKey.ACCESS_IP_ADDRESS


def question(world, asks):
    return a_case("consent", world=world, purpose=PURPOSE, asks=asks)


def what_is_covered(case):
    return consented(case.row, case.user("mei"), items=asked(case.row), at=case.at)


def test_a_yes_to_a_masked_value_opens_the_full_one_in_a_later_case(world):
    first = question(world, {"contact.email": "masked"}).submitted().accepted()
    first.does("answer", by="mei", grant=["contact.email"])
    later = question(world, ["contact.email"]).submitted()
    assert what_is_covered(later) == {EMAIL: Extent(Detail.MASKED)}


def test_a_yes_to_one_day_opens_every_day_in_a_later_case(world):
    day = {"from": (world.at - timedelta(days=3)).isoformat(), "to": (world.at - timedelta(days=2)).isoformat()}
    first = question(world, {"access.ip_address": {"detail": "full", **day}}).submitted().accepted()
    first.does("answer", by="mei", grant=["access.ip_address"])
    later = question(world, ["access.ip_address"]).submitted()
    day_of_consent = Period(world.at - timedelta(days=3), world.at - timedelta(days=2))
    assert what_is_covered(later) == {IP: Extent(Detail.FULL, day_of_consent)}


def test_an_answer_for_a_part_of_the_time_is_taken_for_all_of_it(world):
    case = question(world, ["access.ip_address"]).submitted().accepted()
    part = Extent(Detail.FULL, Period(world.at - timedelta(days=100), world.at - timedelta(days=90)))
    consents.answer(case=case.row, grant={IP: part}, by=case.user("mei"), at=case.at)
    assert what_is_covered(case) == {IP: part}
    assert case.signed().worked().row.outcome == "nothing_to_release"  # mei's only visit was 60 days ago


def test_a_consent_to_another_time_counts_as_one(world):
    given = {IP: Extent(Detail.FULL, Period(None, world.at - timedelta(days=90)))}
    until, mei = world.at + timedelta(days=9), world.user("mei")
    recipient = world.user("tom").organisation
    consents.give(recipient=recipient, purpose=PURPOSE, items=given, until=until, by=mei, at=world.at)
    since = {"from": (world.at - timedelta(days=80)).isoformat()}
    case = question(world, {"access.ip_address": {"detail": "full", **since}}).submitted().accepted()
    assert (what_is_covered(case), case.row.status) == ({}, "waiting_for_subject")


def test_two_consents_to_two_times_are_added_up_to_all_between(world):
    mei, recipient = world.user("mei"), world.user("tom").organisation
    first, second = (Period(world.at - timedelta(days=d), world.at - timedelta(days=d - 5)) for d in (70, 10))
    for number, period in enumerate((first, second)):
        at = world.at + timedelta(minutes=number)
        items = {IP: Extent(Detail.FULL, period)}
        consents.give(recipient=recipient, purpose=PURPOSE, items=items, until=at + timedelta(days=9), by=mei, at=at)
    case = question(world, ["access.ip_address"]).later(hours=1).submitted()
    assert what_is_covered(case) == {IP: Extent(Detail.FULL, second)}


def test_the_members_own_filing_is_kept_wider_than_it_was_written():
    world = a_world()
    case = a_case("consent", world=world, filed_by="mei", purpose=PURPOSE, asks={"contact.email": "masked"}).submitted()
    assert what_is_covered(case) == {EMAIL: Extent(Detail.MASKED)}


def test_an_answer_grants_what_nobody_asked_for(world):
    case = question(world, ["contact.email"]).submitted().accepted()
    with pytest.raises(WideningRefused):
        consents.answer(case=case.row, grant={PHONE: EVERYTHING}, by=case.user("mei"), at=case.at)


def test_a_yes_to_the_day_of_a_visit_gives_its_hour_beside_it(world):
    case = question(world, {"access.visited_at": "masked"}).submitted().accepted()
    case.does("answer", by="mei", grant=["access.visited_at"])
    (subject,) = case.signed().worked().opened(by="tom").contents["subjects"]
    day = (world.at - timedelta(days=60)).date().isoformat()
    assert subject["items"]["access.visited_at"]["values"] == [{"value": day}]
