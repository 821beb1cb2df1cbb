"""The query itself is minimal: no column and no time that may not leave is ever read (DESIGN 5.2)."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from accounts.models import AccessRecord, ActivityRecord, MemberRecord, PartnerRecord
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import EVERYTHING, NOTHING, Detail, Extent, Period
from tests.sources.conftest import AT, VISITED, visit

COLUMNS = {
    field.column
    for model in (MemberRecord, AccessRecord, PartnerRecord, ActivityRecord)
    for field in model._meta.concrete_fields
}
FEBRUARY = Period(VISITED - timedelta(days=9), VISITED + timedelta(days=19))


def columns_in(context) -> set[str]:
    return {name for query in context for name in re.findall(r'"(\w+)"', query["sql"])} & COLUMNS


def selected(context) -> str:
    return " ".join(query["sql"].partition(" FROM ")[0] for query in context)


@pytest.mark.parametrize(
    ("key", "its_columns"),
    [
        (ItemKey.IDENTITY_LEGAL_NAME, {"legal_name"}),
        (ItemKey.CONTACT_PHONE, {"phone"}),
        (ItemKey.CONTACT_POSTAL_ADDRESS, {"address_line", "address_city", "address_postcode", "address_country"}),
        (ItemKey.ACCESS_IP_ADDRESS, {"ip_address", "at"}),
        (ItemKey.ACCESS_VISITED_AT, {"at"}),
        (ItemKey.PARTNER_PROFILE, {"profile", "obtained_at"}),
        (ItemKey.SEARCH_KEYWORDS, {"text", "at", "item"}),
        (ItemKey.COMPLAINT_STATEMENT, {"complaint_statement"}),
    ],
)
def test_only_the_columns_of_the_item_are_named(mei, queries, key, its_columns):
    with queries() as made:
        assert sources.collect(subject=mei, wanted={key: EVERYTHING}, at=AT).held == {key}
    assert columns_in(made) - {"subject_id", "id", "stored_in"} == its_columns


def test_an_item_that_may_not_leave_costs_no_query_and_no_value(mei, queries):
    wanted = {ItemKey.CONTACT_PHONE: EVERYTHING, ItemKey.PAYMENT_ACCOUNT: NOTHING}
    with queries() as made:
        collected = sources.collect(subject=mei, wanted=wanted, at=AT)
    assert "payment_account" not in columns_in(made)
    assert collected.holdings[ItemKey.PAYMENT_ACCOUNT].values == ()


def test_another_persons_rows_are_not_read(mei, bo):
    wanted = dict.fromkeys(ItemKey, EVERYTHING)
    assert sources.collect(subject=bo, wanted=wanted, at=AT).held == frozenset()


def test_existence_reads_no_value(mei, queries):
    wanted = dict.fromkeys(ItemKey, Extent(Detail.EXISTENCE))
    with queries() as made:
        collected = sources.collect(subject=mei, wanted=wanted, at=AT)
    assert "SELECT EXISTS(" in selected(made)
    assert collected.held == set(ItemKey)
    assert {value for holding in collected.holdings.values() for value in holding.values} == {sources.Value(value=True)}
    assert "canary" not in str([query["sql"] for query in made])


def test_masked_without_a_masked_form_reads_no_value(mei, queries):
    key = ItemKey.PARTNER_PROFILE
    with queries() as made:
        collected = sources.collect(subject=mei, wanted={key: Extent(Detail.MASKED)}, at=AT)
    assert collected.values_of(key=key) == (sources.Value(value=True),)
    assert collected.holdings[key].detail is Detail.EXISTENCE
    assert not re.search(r'SELECT [^()]*"profile"', selected(made))


def test_masked_with_a_masked_form_comes_raw_and_says_so(mei):
    key = ItemKey.CONTACT_PHONE
    holding = sources.collect(subject=mei, wanted={key: Extent(Detail.MASKED)}, at=AT).holdings[key]
    assert (holding.detail, holding.values) == (Detail.MASKED, (sources.Value("+86canary"),))


def test_the_period_is_in_the_query(mei, queries):
    visit(mei, FEBRUARY.end, ip_address="198.51.100.99")
    wanted = {ItemKey.ACCESS_IP_ADDRESS: Extent(Detail.FULL, FEBRUARY)}
    with queries() as made:
        collected = sources.collect(subject=mei, wanted=wanted, at=AT)
    [read] = [query["sql"] for query in made if "ip_address" in query["sql"]]
    assert '"at" >= ' in read
    assert '"at" < ' in read
    assert collected.values_of(key=ItemKey.ACCESS_IP_ADDRESS) == (sources.Value("203.0.113.7", VISITED),)


def test_items_of_one_period_share_a_query_and_another_period_has_its_own(mei, queries):
    short = Period(FEBRUARY.start, VISITED)
    wanted = {
        ItemKey.ACCESS_IP_ADDRESS: Extent(Detail.FULL, FEBRUARY),
        ItemKey.ACCESS_LANGUAGE: Extent(Detail.FULL, FEBRUARY),
        ItemKey.ACCESS_COOKIE_ID: Extent(Detail.FULL, short),
    }
    with queries() as made:
        collected = sources.collect(subject=mei, wanted=wanted, at=AT)
    reads = [query["sql"] for query in made if "ip_address" in query["sql"] or "cookie_id" in query["sql"]]
    assert len(reads) == 2
    assert not any("ip_address" in read and "cookie_id" in read for read in reads)
    assert collected.held == {ItemKey.ACCESS_IP_ADDRESS, ItemKey.ACCESS_LANGUAGE}


def test_what_was_not_asked_appears_nowhere(mei, queries):
    with queries() as made:
        collected = sources.collect(subject=mei, wanted={ItemKey.ACCOUNT_USERNAME: EVERYTHING}, at=AT)
    values = [value.value for holding in collected.holdings.values() for value in holding.values]
    assert values == ["canary-username"]
    assert "canary" not in repr(collected)
    assert columns_in(made) == {"subject_id", "username", "stored_in"}
