"""What leaves is the meet of all constraints, whatever their order, and each item says why (DESIGN 3)."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosures.domain.catalogue import ItemKey, has_mask, is_series
from disclosures.domain.constraints import Constraint, fitted, leaving
from disclosures.domain.extents import ALL, EVERYTHING, NOTHING, Detail, Extent, Period
from disclosures.domain.reasons import Family, Reason
from tests.engine.chance import asked, constraints, day, extents, items

many = st.lists(constraints, max_size=12)
# DESIGN 3, "Where one code is wanted": the order of the six, and `outside_period` when periods do not meet.
IN_ORDER = (
    Reason.OUTSIDE_POLICY,
    Reason.NOT_PERMITTED_BY_BASIS,
    Reason.ONE_CHANNEL_ENOUGH,
    Reason.TRANSFER_NOT_ALLOWED,
    Reason.NOT_CONSENTED,
    Reason.NOT_OPTED_IN,
    Reason.NARROWED_BY_SUBJECT,
    Reason.INSTRUMENT_TOO_WEAK,
    Reason.OUTSIDE_INSTRUMENT,
    Reason.DECLINED_BY_REVIEWER,
    Reason.NOT_HELD,
    Reason.OUTSIDE_PERIOD,
)
IP, PHONE = ItemKey.ACCESS_IP_ADDRESS, ItemKey.CONTACT_PHONE


def cut(item: ItemKey, extent: Extent, reason: Reason) -> Constraint:
    return Constraint(item, extent, reason, Family.PERMITTED)


@given(asked, many)
def test_nothing_leaves_beyond_what_was_asked_or_any_constraint(wanted, rules):
    bounds = leaving(wanted, rules)
    for item, bound in bounds.items():
        assert bound.extent <= fitted(item, wanted[item])
        for rule in rules:
            assert rule.item != item or bound.extent <= fitted(item, rule.extent)


@given(asked, many)
def test_what_leaves_is_no_less_than_the_constraints_allow(wanted, rules):
    for item, bound in leaving(wanted, rules).items():
        expected = fitted(item, wanted[item])
        for rule in rules:
            if rule.item == item:
                expected &= fitted(item, rule.extent)
        assert bound.extent == expected


@given(asked, many)
def test_an_item_nobody_asked_for_is_never_there(wanted, rules):
    assert set(leaving(wanted, rules)) == set(wanted)


@given(asked, many, st.randoms(use_true_random=False))
def test_every_order_of_constraints_gives_the_same(wanted, rules, chance: random.Random):
    shuffled = [*rules]
    chance.shuffle(shuffled)
    assert leaving(wanted, shuffled) == leaving(wanted, rules)


@given(asked, many, constraints)
def test_adding_a_constraint_never_widens(wanted, rules, one_more):
    before, after = leaving(wanted, rules), leaving(wanted, [*rules, one_more])
    assert all(after[item].extent <= before[item].extent for item in wanted)


@given(asked, many)
def test_saying_a_constraint_twice_changes_nothing(wanted, rules):
    assert leaving(wanted, [*rules, *rules]) == leaving(wanted, rules)


@given(asked, many)
def test_the_explanation_lists_every_constraint_that_bound_an_item_and_no_other(wanted, rules):
    for item, bound in leaving(wanted, rules).items():
        cutting = {rule for rule in rules if rule.item == item and not bound.asked <= fitted(item, rule.extent)}
        assert set(bound.binding) == cutting
        assert (bound.reason is None) == (bound.extent == bound.asked)


@given(asked, many)
def test_the_reason_is_that_of_the_first_rule_that_alone_leaves_nothing(wanted, rules):
    for item, bound in leaving(wanted, rules).items():
        if not bound.extent.is_nothing or bound.asked.is_nothing:
            continue
        closing = [rule.reason for rule in rules if rule.item == item and rule.extent.is_nothing]
        assert bound.reason == min(closing, key=IN_ORDER.index, default=Reason.OUTSIDE_PERIOD)


@pytest.mark.parametrize(("place", "first"), [*enumerate(IN_ORDER)])
def test_of_two_rules_that_leave_nothing_the_earlier_in_the_order_is_named(place, first):
    for later in IN_ORDER[place + 1 :]:
        rules = [cut(PHONE, NOTHING, later), cut(PHONE, NOTHING, first)]
        assert leaving({PHONE: EVERYTHING}, rules)[PHONE].reason is first


def test_every_reason_has_its_place_in_the_order():
    assert (*Reason,) == IN_ORDER


def test_periods_that_do_not_meet_are_outside_period():
    may, june = Period(day(0), day(3)), Period(day(3), day(6))
    two_rules = [
        cut(IP, Extent(Detail.FULL, may), Reason.OUTSIDE_PERIOD),
        cut(IP, Extent(Detail.FULL, june), Reason.DECLINED_BY_REVIEWER),
    ]
    assert leaving({IP: EVERYTHING}, two_rules)[IP].reason is Reason.OUTSIDE_PERIOD
    one_rule = [cut(IP, Extent(Detail.FULL, june), Reason.OUTSIDE_PERIOD)]
    assert leaving({IP: Extent(Detail.FULL, may)}, one_rule)[IP].reason is Reason.OUTSIDE_PERIOD


def test_an_item_without_a_time_knows_no_period():
    rules = [
        cut(PHONE, Extent(Detail.FULL, Period(day(0), day(3))), Reason.DECLINED_BY_REVIEWER),
        cut(PHONE, Extent(Detail.FULL, Period(day(3), day(6))), Reason.OUTSIDE_PERIOD),
    ]
    assert leaving({PHONE: EVERYTHING}, rules)[PHONE].extent == EVERYTHING


def test_an_item_cut_but_not_withheld_names_the_first_rule_that_cut():
    rules = [
        cut(PHONE, Extent(Detail.MASKED), Reason.DECLINED_BY_REVIEWER),
        cut(PHONE, Extent(Detail.EXISTENCE), Reason.NARROWED_BY_SUBJECT),
    ]
    bound = leaving({PHONE: EVERYTHING}, rules)[PHONE]
    assert (bound.extent, bound.reason) == (Extent(Detail.EXISTENCE), Reason.NARROWED_BY_SUBJECT)


@given(items, extents)
def test_masked_gives_existence_where_there_is_no_mask_and_only_series_have_a_period(item, extent):
    fit = fitted(item, extent)
    assert fit.detail <= extent.detail
    assert fit.is_nothing == extent.is_nothing
    assert has_mask(item) or fit.detail is not Detail.MASKED
    if not fit.is_nothing:
        assert fit.period == (extent.period if is_series(item) else ALL)
    assert fitted(item, fit) == fit
