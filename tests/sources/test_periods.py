"""Periods are half-open: the first instant belongs to them, the last does not (DESIGN 3, scenario c-02)."""

from __future__ import annotations

from datetime import datetime

import pytest

from accounts.models import User
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import EMPTY, Detail, Extent, Period
from tests.sources.conftest import AT, fill, visit

IP = ItemKey.ACCESS_IP_ADDRESS
START, END = (datetime.fromisoformat(text) for text in ("2026-02-01T00:00:00+08:00", "2026-03-01T00:00:00+08:00"))
BEFORE, LAST = (datetime.fromisoformat(text) for text in ("2026-01-31T23:59:59+08:00", "2026-02-28T23:59:59+08:00"))


@pytest.fixture
def visitor(db) -> User:
    user = fill(User.objects.create_user(name="visitor"), "visitor")
    for last, at in enumerate((END, BEFORE, LAST, START), start=1):
        visit(user, at, ip_address=f"203.0.113.{last}")
    return user


def times(user: User, period: Period) -> list[datetime | None]:
    collected = sources.collect(subject=user, wanted={IP: Extent(Detail.FULL, period)}, at=AT)
    return [value.at for value in collected.values_of(key=IP)]


@pytest.mark.parametrize(
    ("period", "seen"),
    [
        (Period(START, END), [START, LAST]),
        (Period(None, START), [BEFORE]),
        (Period(END, None), [END]),
        (Period(), [BEFORE, START, LAST, END]),
        (Period(START, START), []),
        (EMPTY, []),
    ],
)
def test_each_value_within_and_oldest_first(visitor, period, seen):
    assert times(visitor, period) == seen


@pytest.mark.parametrize(
    ("period", "is_held"), [(Period(START, END), True), (Period(BEFORE, START), True), (Period(None, BEFORE), False)]
)
def test_held_asks_within_the_same_period(visitor, period, is_held):
    assert sources.held(subject=visitor, items={IP: Extent(Detail.FULL, period)}) == ({IP} if is_held else set())


def test_existence_asks_within_the_period(visitor):
    before = {IP: Extent(Detail.EXISTENCE, Period(None, BEFORE))}
    assert sources.collect(subject=visitor, wanted=before, at=AT).held == set()


def test_a_value_without_a_time_is_not_cut(visitor):
    name = {ItemKey.IDENTITY_LEGAL_NAME: Extent(Detail.FULL, Period(START, END))}
    assert sources.collect(subject=visitor, wanted=name, at=AT).held == set(name)


def test_an_empty_period_takes_a_value_without_a_time_too(visitor):
    name = {ItemKey.IDENTITY_LEGAL_NAME: Extent(Detail.FULL, EMPTY)}
    assert sources.collect(subject=visitor, wanted=name, at=AT).held == set()
    assert sources.held(subject=visitor, items=name) == set()
