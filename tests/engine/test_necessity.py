"""For each clause and whatever the situation: released ⊆ decided ⊆ permitted ⊆ asked (DESIGN 3, 5.2)."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from disclosures.bases import REGISTRY
from disclosures.domain import necessity
from disclosures.domain.catalogue import CATALOGUE, ItemClass, ItemKey, is_sensitive, is_series
from disclosures.domain.constraints import fitted
from disclosures.domain.extents import ALL, EVERYTHING, NOTHING, Detail, Extent, Period
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.reasons import Family, Reason
from disclosures.domain.situation import Situation
from tests.engine.chance import asked, day, extents, items, situations, some_items
from tests.engine.chance import signed as signatures

EVERY_BASIS = REGISTRY.revisions
"""Tried on each situation: making one up takes longer than all seven clauses together."""
PHONE, EMAIL, IP = ItemKey.CONTACT_PHONE, ItemKey.CONTACT_EMAIL, ItemKey.ACCESS_IP_ADDRESS
HERE = Situation(filed_at=day(5))


def widths(bounds):
    return {item: bound.extent for item, bound in bounds.items()}


def within(narrow, wide):
    return set(narrow) == set(wide) and all(narrow[item].extent <= wide[item].extent for item in wide)


@given(asked, situations)
def test_what_is_decided_is_within_what_is_permitted_within_what_is_asked(wanted, situation):
    for basis in EVERY_BASIS:
        permitted = necessity.permitted(basis.may_leave, asked=wanted, situation=situation)
        decided = necessity.decided(basis.may_leave, asked=wanted, situation=situation)
        assert set(permitted) == set(wanted)
        assert all(permitted[item].extent <= fitted(item, wanted[item]) for item in wanted)
        assert within(decided, permitted)


@given(asked, situations, signatures, some_items)
def test_what_is_released_is_within_what_was_signed_decided_and_held(wanted, situation, signed, held):
    for basis in EVERY_BASIS:
        decided = necessity.decided(basis.may_leave, asked=wanted, situation=situation)
        released = necessity.released(basis.may_leave, asked=wanted, situation=situation, signed=signed, held=held)
        assert within(released, decided)
        for item, bound in released.items():
            extent, _ = signed.get(item, (NOTHING, None))
            assert bound.extent <= fitted(item, extent)
            assert bound.extent.is_nothing or item in held


@given(asked, situations)
def test_no_rule_of_a_clause_is_ever_exceeded(wanted, situation):
    for basis in EVERY_BASIS:
        permitted = necessity.permitted(basis.may_leave, asked=wanted, situation=situation)
        for rule in basis.may_leave:
            for bound in rule.constraints(wanted, situation):
                assert permitted[bound.item].extent <= fitted(bound.item, bound.extent)


@given(asked, situations, items, extents)
def test_a_narrowing_never_widens_anything_else(wanted, situation, item, to):
    narrower = replace(situation, narrowed=(*situation.narrowed, (item, to)))
    for basis in EVERY_BASIS:
        before = necessity.decided(basis.may_leave, asked=wanted, situation=situation)
        after = necessity.decided(basis.may_leave, asked=wanted, situation=narrower)
        assert within(after, before)
        assert item not in after or after[item].extent <= fitted(item, to)


@given(asked, situations, st.randoms(use_true_random=False))
def test_rules_and_narrowings_in_any_order_give_the_same(wanted, situation, chance):
    for basis in EVERY_BASIS:
        rules, narrowed = [*basis.may_leave], [*situation.narrowed]
        chance.shuffle(rules)
        chance.shuffle(narrowed)
        other = replace(situation, narrowed=tuple(narrowed))
        assert necessity.decided(basis.may_leave, asked=wanted, situation=situation) == necessity.decided(
            rules, asked=wanted, situation=other
        )


@given(asked, situations)
def test_what_may_not_cross_never_leaves(wanted, situation):
    for basis in EVERY_BASIS:
        permitted = necessity.permitted(basis.may_leave, asked=wanted, situation=situation)
        assert all(permitted[item].extent.is_nothing for item in wanted if item in situation.may_not_cross)


@given(asked, situations)
def test_what_the_policy_does_not_cover_leaves_only_where_a_warrant_names_it(wanted, situation):
    paper = situation.instrument
    for basis in EVERY_BASIS:
        permitted = necessity.permitted(basis.may_leave, asked=wanted, situation=situation)
        for item, bound in permitted.items():
            if CATALOGUE[item].item_class is ItemClass.OUTSIDE_POLICY and not bound.extent.is_nothing:
                assert (basis.clause, paper.kind) == ("3(c)", InstrumentKind.WARRANT)
                assert item in paper.items


@given(asked, situations, some_items)
def test_holdings_are_asked_last_and_only_of_what_is_still_there(wanted, situation, held):
    signed = dict.fromkeys(wanted, (EVERYTHING, None))
    for basis in EVERY_BASIS:
        decided = necessity.decided(basis.may_leave, asked=wanted, situation=situation)
        released = necessity.released(basis.may_leave, asked=wanted, situation=situation, signed=signed, held=held)
        for item, bound in released.items():
            if decided[item].extent.is_nothing:
                assert bound.reason == decided[item].reason
            elif item not in held:
                assert bound.reason is Reason.NOT_HELD
            else:
                assert bound == decided[item]


@given(asked, situations, st.sampled_from([PHONE, EMAIL]))
def test_narrowing_the_channel_away_opens_no_other(wanted, situation, chosen):
    dispute = REGISTRY.current("transaction_dispute").may_leave
    wanted = {**wanted, PHONE: EVERYTHING, EMAIL: EVERYTHING}
    closed = replace(situation, channel=chosen, narrowed=((chosen, NOTHING),))
    decided = necessity.decided(dispute, asked=wanted, situation=closed)
    assert decided[PHONE].extent.is_nothing
    assert decided[EMAIL].extent.is_nothing


@given(asked, situations)
def test_of_two_channels_one_leaves_at_most(wanted, situation):
    dispute = REGISTRY.current("transaction_dispute").may_leave
    if situation.channel is None:
        situation = replace(situation, channel=EMAIL)
    permitted = necessity.permitted(dispute, asked=wanted, situation=situation)
    leaving = {item for item in (PHONE, EMAIL) if item in permitted and not permitted[item].extent.is_nothing}
    assert leaving <= {situation.channel}


def test_an_item_that_was_not_signed_does_not_leave():
    rules = REGISTRY.current("other").may_leave
    released = necessity.released(rules, asked={PHONE: EVERYTHING}, situation=HERE, signed={}, held={PHONE})
    assert (released[PHONE].extent, released[PHONE].reason) == (NOTHING, Reason.DECLINED_BY_REVIEWER)


def test_what_was_signed_keeps_its_reason_when_the_records_allow_more_today():
    rules = REGISTRY.current("other").may_leave
    signed = {PHONE: (Extent(Detail.MASKED), Reason.NARROWED_BY_SUBJECT)}
    released = necessity.released(rules, asked={PHONE: EVERYTHING}, situation=HERE, signed=signed, held={PHONE})
    assert (released[PHONE].extent, released[PHONE].reason) == (Extent(Detail.MASKED), Reason.NARROWED_BY_SUBJECT)


def test_periods_that_do_not_meet_are_outside_period_in_every_stage():
    rules = REGISTRY.current("other").may_leave
    wanted = {IP: Extent(Detail.FULL, Period(day(0), day(3)))}
    later = replace(HERE, narrowed=((IP, Extent(Detail.FULL, Period(day(3), day(6)))),))
    assert necessity.decided(rules, asked=wanted, situation=later)[IP].reason is Reason.OUTSIDE_PERIOD
    signed = {IP: (Extent(Detail.FULL, Period(day(3), day(6))), None)}
    released = necessity.released(rules, asked=wanted, situation=HERE, signed=signed, held={IP})
    assert released[IP].reason is Reason.OUTSIDE_PERIOD


def test_a_persons_narrowing_is_declined_by_reviewer():
    rules = REGISTRY.current("other").may_leave
    cut = replace(HERE, narrowed=((PHONE, NOTHING),))
    bound = necessity.decided(rules, asked={PHONE: EVERYTHING}, situation=cut)[PHONE]
    assert bound.reason is Reason.DECLINED_BY_REVIEWER
    assert [rule.family for rule in bound.binding] == [Family.DECIDED]


@given(asked, situations, st.booleans())
def test_a_sensitive_item_counts_when_anything_of_it_leaves(wanted, situation, minor):
    permitted = necessity.permitted(REGISTRY.current("consent").may_leave, asked=wanted, situation=situation)
    leaving = {item for item, extent in widths(permitted).items() if not extent.is_nothing}
    sensitive = {item for item in leaving if is_sensitive(item, minor=minor)}
    assert necessity.leaves_sensitive(permitted, minor=minor) == bool(sensitive)
    assert necessity.leaves_something(permitted) == bool(leaving)


def test_all_that_was_asked_leaves_only_with_its_detail_and_period():
    rules = REGISTRY.current("other").may_leave
    whole = necessity.decided(rules, asked={PHONE: Extent(Detail.MASKED)}, situation=HERE)
    assert necessity.leaves_all_asked(whole)
    less = replace(HERE, narrowed=((PHONE, Extent(Detail.MASKED)),))
    assert not necessity.leaves_all_asked(necessity.decided(rules, asked={PHONE: EVERYTHING}, situation=less))


@given(asked, situations)
def test_only_series_items_are_cut_to_a_period(wanted, situation):
    permitted = necessity.permitted(REGISTRY.current("legal_request").may_leave, asked=wanted, situation=situation)
    for item, extent in widths(permitted).items():
        assert is_series(item) or extent.is_nothing or extent.period == ALL
