"""What may leave, clause by clause, as tables of situation, item, extent and reason (POLICY, "may leave")."""

from __future__ import annotations

from datetime import timedelta

import pytest

from disclosures.bases import REGISTRY
from disclosures.domain import necessity
from disclosures.domain.catalogue import ItemKey, expand
from disclosures.domain.extents import ALL, EVERYTHING, NOTHING, Detail, Extent, Period
from disclosures.domain.facts import Circumstance
from disclosures.domain.particulars import InstrumentKind
from disclosures.domain.permissions import InEmergency, WithinActs
from disclosures.domain.reasons import Reason
from disclosures.domain.situation import Instrument, Situation
from tests.engine.chance import day

OUTSIDE = {*expand("search.*"), *expand("posted.*"), *expand("enforcement.*")}
CONTACT, ACCESS = expand("contact.*"), expand("access.*")
NAME, BORN, EMAIL = ItemKey.IDENTITY_LEGAL_NAME, ItemKey.IDENTITY_DATE_OF_BIRTH, ItemKey.CONTACT_EMAIL
PHONE, POST, PASSPORT = ItemKey.CONTACT_PHONE, ItemKey.CONTACT_POSTAL_ADDRESS, ItemKey.IDENTITY_GOVERNMENT_ID
BANK, IP, USERNAME = ItemKey.PAYMENT_ACCOUNT, ItemKey.ACCESS_IP_ADDRESS, ItemKey.ACCOUNT_USERNAME
SUBSCRIBER = {*expand("account.*"), NAME, *CONTACT}
PERIOD = Period(day(2), day(4))


def permitted(basis: str, **facts):
    """Everything of the catalogue, asked in full."""
    situation = Situation(filed_at=day(5), **facts)
    rules = REGISTRY.current(basis).may_leave
    return necessity.permitted(rules, asked=dict.fromkeys(ItemKey, EVERYTHING), situation=situation)


def leaving(bounds):
    return {item for item, bound in bounds.items() if not bound.extent.is_nothing}


def reasons(bounds, items):
    return {bounds[item].reason for item in items}


# Clause a


def test_consent_lets_leave_what_it_covers_and_no_more():
    given = {NAME: EVERYTHING, PHONE: Extent(Detail.MASKED), IP: EVERYTHING}
    bounds = permitted("consent", consented=given)
    assert leaving(bounds) == {NAME, PHONE, IP}
    assert (bounds[NAME].extent, bounds[NAME].reason) == (EVERYTHING, None)
    assert (bounds[PHONE].extent, bounds[PHONE].reason) == (Extent(Detail.MASKED), Reason.NARROWED_BY_SUBJECT)
    assert reasons(bounds, {EMAIL, BANK}) == {Reason.NOT_CONSENTED}


def test_consent_opens_nothing_that_the_policy_does_not_cover():
    bounds = permitted("consent", consented=dict.fromkeys(ItemKey, EVERYTHING))
    assert leaving(bounds) == {*ItemKey} - OUTSIDE
    assert reasons(bounds, OUTSIDE) == {Reason.OUTSIDE_POLICY}


# Clause b


def test_a_partner_gets_the_engagements_own_items_and_no_sensitive_one():
    bounds = permitted("service_provision", engaged_items=frozenset({NAME, PHONE, BANK, BORN}))
    assert leaving(bounds) == {NAME, PHONE, BORN}
    assert reasons(bounds, {BANK, EMAIL}) == {Reason.NOT_PERMITTED_BY_BASIS}


def test_a_partner_never_gets_the_date_of_birth_of_a_minor():
    bounds = permitted("service_provision", engaged_items=frozenset({NAME, BORN}), minor=True)
    assert leaving(bounds) == {NAME}


# Clause c

BY_STRENGTH = {
    InstrumentKind.LETTER: SUBSCRIBER,
    InstrumentKind.ADMINISTRATIVE_ORDER: SUBSCRIBER,
    InstrumentKind.COURT_ORDER: {*SUBSCRIBER, *ACCESS},
    InstrumentKind.WARRANT: {*SUBSCRIBER, *ACCESS, BORN, PASSPORT, BANK, *expand("partner.*"), *OUTSIDE},
}
NEVER = {*expand("complaint.*")}


@pytest.mark.parametrize(("kind", "opened"), BY_STRENGTH.items())
def test_an_instrument_opens_what_its_strength_lets_it(kind, opened):
    bounds = permitted("legal_request", instrument=Instrument(kind, frozenset(ItemKey), PERIOD))
    assert leaving(bounds) == opened
    assert reasons(bounds, {*ItemKey} - opened - NEVER) <= {Reason.INSTRUMENT_TOO_WEAK}
    assert reasons(bounds, NEVER) == {Reason.NOT_PERMITTED_BY_BASIS}


@pytest.mark.parametrize(("kind", "opened"), BY_STRENGTH.items())
def test_an_instrument_opens_only_what_it_names(kind, opened):
    bounds = permitted("legal_request", instrument=Instrument(kind, frozenset({NAME}), PERIOD))
    assert leaving(bounds) == {NAME}
    assert reasons(bounds, opened - {NAME}) == {Reason.OUTSIDE_INSTRUMENT}


def test_a_paper_of_no_known_kind_opens_nothing():
    bounds = permitted("legal_request", instrument=Instrument(None, frozenset(ItemKey), PERIOD))
    assert leaving(bounds) == set()
    assert bounds[NAME].reason is Reason.INSTRUMENT_TOO_WEAK


def test_series_items_are_cut_to_the_period_named_and_others_have_none():
    bounds = permitted("legal_request", instrument=Instrument(InstrumentKind.WARRANT, frozenset(ItemKey), PERIOD))
    assert {bounds[item].extent.period for item in ACCESS} == {PERIOD}
    assert {bounds[item].extent.period for item in BY_STRENGTH[InstrumentKind.WARRANT] - ACCESS} == {ALL}
    assert reasons(bounds, ACCESS) == {Reason.OUTSIDE_PERIOD}


def test_without_a_period_on_the_paper_series_items_are_not_cut_here():
    bounds = permitted("legal_request", instrument=Instrument(InstrumentKind.WARRANT, frozenset({IP}), None))
    assert bounds[IP].extent == EVERYTHING


def test_an_emergency_opens_the_subscriber_and_the_addresses_of_72_hours():
    bounds = permitted("legal_request", circumstances=frozenset({Circumstance.EMERGENCY}))
    assert leaving(bounds) == {*SUBSCRIBER, IP}
    assert bounds[IP].extent.period == Period(day(5) - timedelta(hours=72), day(5))
    assert bounds[IP].reason is Reason.OUTSIDE_PERIOD
    assert reasons(bounds, {*ItemKey} - SUBSCRIBER - {IP}) == {Reason.NOT_PERMITTED_BY_BASIS}


def test_a_warrant_opens_nothing_more_in_an_emergency():
    warrant = Instrument(InstrumentKind.WARRANT, frozenset(ItemKey), ALL)
    bounds = permitted("legal_request", instrument=warrant, circumstances=frozenset({Circumstance.EMERGENCY}))
    assert leaving(bounds) == {*SUBSCRIBER, IP}


# Clause d

TO_PUBLIC_BODY = {NAME, *CONTACT, IP}
BY_RECIPIENT = {
    "regulator": TO_PUBLIC_BODY,
    "court": TO_PUBLIC_BODY,
    "payment_partner": {NAME, EMAIL},
    "insurance_partner": {NAME, EMAIL},
    "injured_party": {USERNAME},
    "somebody": set(),
    "": set(),
}


@pytest.mark.parametrize(("kind", "allowed"), BY_RECIPIENT.items())
def test_after_a_violation_each_recipient_gets_its_own_list(kind, allowed):
    bounds = permitted("violation", recipient_kind=kind)
    assert leaving(bounds) == allowed
    assert reasons(bounds, {*ItemKey} - allowed - OUTSIDE) <= {Reason.NOT_PERMITTED_BY_BASIS}
    assert reasons(bounds, OUTSIDE) == {Reason.OUTSIDE_POLICY}


def test_after_a_violation_addresses_are_of_the_time_of_the_acts():
    bounds = permitted("violation", recipient_kind="court", acts=PERIOD)
    assert (bounds[IP].extent, bounds[IP].reason) == (Extent(Detail.FULL, PERIOD), Reason.OUTSIDE_PERIOD)
    assert bounds[NAME].extent == EVERYTHING


# Clause e

BY_DEFAULT = {NAME, EMAIL, *expand("complaint.*")}


@pytest.mark.parametrize("ticked", [set(), {PHONE}, {POST}, {PHONE, POST}])
def test_the_respondent_gets_the_default_and_what_the_complainant_ticked(ticked):
    bounds = permitted("ip_complaint", opted_in=frozenset(ticked))
    assert leaving(bounds) == BY_DEFAULT | ticked
    assert reasons(bounds, {PHONE, POST} - ticked) <= {Reason.NOT_OPTED_IN}
    assert reasons(bounds, {PASSPORT, BANK, IP}) == {Reason.NOT_PERMITTED_BY_BASIS}


def test_a_tick_opens_nothing_beyond_the_two():
    assert leaving(permitted("ip_complaint", opted_in=frozenset(ItemKey))) == BY_DEFAULT | {PHONE, POST}


# Clause f


@pytest.mark.parametrize(
    ("purpose", "channel", "allowed"),
    [
        ("complete", PHONE, {NAME, PHONE}),
        ("dispute", EMAIL, {NAME, EMAIL}),
        ("return", PHONE, {NAME, PHONE, POST}),
        ("return", EMAIL, {NAME, EMAIL, POST}),
    ],
)
def test_a_counterparty_is_reached_by_name_and_one_channel_and_by_post_for_a_return(purpose, channel, allowed):
    bounds = permitted("transaction_dispute", purpose=purpose, channel=channel)
    assert leaving(bounds) == allowed
    assert reasons(bounds, {PHONE, EMAIL} - {channel}) == {Reason.ONE_CHANNEL_ENOUGH}
    assert reasons(bounds, {PASSPORT, BANK, IP}) == {Reason.NOT_PERMITTED_BY_BASIS}
    assert bounds[POST].reason == (None if POST in allowed else Reason.NOT_PERMITTED_BY_BASIS)


def test_where_no_channel_is_held_none_is_withheld_as_the_second():
    assert leaving(permitted("transaction_dispute", purpose="complete", channel=None)) == {NAME, PHONE, EMAIL}


# Clause g


def test_on_other_grounds_a_sensitive_item_needs_its_own_sentence():
    bounds = permitted("other", sentences=frozenset({BANK}))
    assert leaving(bounds) == {*ItemKey} - OUTSIDE - {PASSPORT}
    assert bounds[PASSPORT].reason is Reason.NOT_PERMITTED_BY_BASIS


def test_on_other_grounds_the_birthday_of_a_minor_needs_its_own_sentence():
    assert BORN not in leaving(permitted("other", minor=True))
    assert BORN in leaving(permitted("other", minor=True, sentences=frozenset({BORN})))


# Every clause


@pytest.mark.parametrize("basis", [basis.code.value for basis in REGISTRY.in_force])
def test_a_rule_speaks_only_of_items_that_were_asked(basis):
    situation = Situation(filed_at=day(5), opted_in=frozenset(), channel=PHONE)
    for rule in REGISTRY.current(basis).may_leave:
        assert {bound.item for bound in rule.constraints({NAME: EVERYTHING}, situation)} <= {NAME}


def test_what_may_not_cross_is_withheld_with_its_own_reason():
    bounds = permitted("other", may_not_cross=frozenset({NAME}))
    assert (bounds[NAME].extent, bounds[NAME].reason) == (NOTHING, Reason.TRANSFER_NOT_ALLOWED)


@pytest.mark.parametrize(
    ("rule", "circumstances"),
    [
        (WithinActs(("access.ip_address",)), frozenset()),
        (InEmergency(("access.*",), {"access.ip_address": timedelta(hours=72)}), frozenset({Circumstance.EMERGENCY})),
    ],
)
def test_a_rule_about_a_time_binds_the_items_it_names_and_no_other(rule, circumstances):
    situation = Situation(filed_at=day(5), acts=PERIOD, circumstances=circumstances)
    assert {bound.item for bound in rule.constraints(dict.fromkeys(ACCESS, EVERYTHING), situation)} == {IP}
