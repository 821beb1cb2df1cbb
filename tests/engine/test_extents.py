"""Extents are a lattice: the meet is the lesser detail and the intersection of periods (DESIGN 3)."""

from hypothesis import given

from disclosures.domain.extents import ALL, EMPTY, EVERYTHING, NOTHING, Detail, Extent, Period
from tests.engine.chance import day, details, extents, instants, periods


@given(extents, extents, extents)
def test_the_meet_is_associative_commutative_and_idempotent(a, b, c):
    assert (a & b) & c == a & (b & c)
    assert a & b == b & a
    assert a & a == a


@given(extents, extents)
def test_the_meet_is_the_greatest_extent_below_both(a, b):
    assert a & b <= a
    assert a & b <= b


@given(extents, extents, extents)
def test_what_is_below_both_is_below_their_meet(a, b, below):
    assert (below & a & b) <= (a & b)
    if below <= a and below <= b:
        assert below <= a & b


@given(extents, extents, extents)
def test_less_or_equal_is_an_order(a, b, c):
    assert a <= a  # noqa: PLR0124 - reflexive is what is tried
    assert not (a <= b <= a) or a == b
    assert not (a <= b <= c) or a <= c


@given(extents)
def test_nothing_is_below_and_everything_above(a):
    assert NOTHING <= a <= EVERYTHING
    assert a & NOTHING == NOTHING
    assert a & EVERYTHING == a


@given(periods, periods, instants)
def test_an_instant_is_in_a_meet_when_it_is_in_both(a, b, at):
    assert (a & b).contains(at) == (a.contains(at) and b.contains(at))


@given(periods, periods)
def test_a_period_below_another_holds_no_instant_more(a, b):
    if a <= b:
        assert all(b.contains(day(number)) for number in range(13) if a.contains(day(number)))


@given(details, periods)
def test_no_detail_and_no_time_are_one_bottom(detail, period):
    assert Extent(Detail.NONE, period) == NOTHING
    assert Extent(detail, EMPTY) == NOTHING
    assert Extent(detail, period).is_nothing == (detail is Detail.NONE or period.is_empty)


def test_periods_are_half_open():
    period = Period(day(1), day(2))
    assert period.contains(day(1))
    assert not period.contains(day(2))
    assert Period(day(1), day(2)) & Period(day(2), day(3)) == EMPTY


def test_a_period_that_ends_before_it_begins_is_empty():
    assert Period(day(2), day(1)) == Period(day(1), day(1)) == EMPTY
    assert not EMPTY.is_all
    assert not EMPTY.contains(day(1))
    assert ALL.is_all


def test_details_are_named_by_their_words():
    assert [detail.word for detail in Detail] == ["none", "existence", "masked", "full"]
    assert [Detail.of(detail.word) for detail in Detail] == [*Detail]
