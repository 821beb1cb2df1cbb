"""What is held is asked without reading it, and a person nobody knows is asked for like any other (DESIGN 5.9)."""

from __future__ import annotations

import re

import pytest

from accounts.models import MemberRecord
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import EVERYTHING, Detail, Extent
from tests.sources.conftest import AT, REGISTERED, VISITED

ALL_ITEMS = dict.fromkeys(ItemKey, EVERYTHING)


def shapes(context) -> list[str]:
    """The queries without the numbers and times that are looked for."""
    return [re.sub(r"'[^']*'|\b\d+\b", "?", query["sql"]) for query in context]


def test_every_item_of_the_catalogue_can_be_held_and_collected(mei):
    assert sources.held(subject=mei, items=ALL_ITEMS) == set(ItemKey)
    collected = sources.collect(subject=mei, wanted=ALL_ITEMS, at=AT)
    assert collected.held == set(ItemKey)
    assert list(collected.holdings) == list(ItemKey)


def test_blank_and_null_are_not_held(bo):
    assert sources.held(subject=bo, items=ALL_ITEMS) == set()


@pytest.mark.parametrize(
    ("column", "blank", "key"),
    [
        ("phone", "", ItemKey.CONTACT_PHONE),
        ("date_of_birth", None, ItemKey.IDENTITY_DATE_OF_BIRTH),
        ("registered_at", None, ItemKey.ACCOUNT_REGISTERED_AT),
    ],
)
def test_held_and_collected_agree_on_what_is_lacking(mei, column, blank, key):
    MemberRecord.objects.filter(subject=mei).update(**{column: blank})
    assert sources.held(subject=mei, items=ALL_ITEMS) == set(ItemKey) - {key}
    assert sources.collect(subject=mei, wanted=ALL_ITEMS, at=AT).held == set(ItemKey) - {key}


def test_held_is_one_query_that_reads_no_value(mei, queries):
    with queries() as made:
        sources.held(subject=mei, items=ALL_ITEMS)
    [asked] = made
    assert asked["sql"].startswith("SELECT EXISTS(")
    assert asked["sql"].count("EXISTS(") == len(ItemKey)


def test_nothing_asked_is_nothing_held(mei, queries):
    with queries() as made:
        assert sources.held(subject=mei, items={}) == set()
    assert len(made) == 0


def test_an_unknown_person_holds_nothing_and_is_stored_like_most(db):
    assert sources.held(subject=None, items=ALL_ITEMS) == set()
    assert sources.collect(subject=None, wanted=ALL_ITEMS, at=AT).held == set()
    assert set(sources.stored_in(subject=None, items=ItemKey).values()) == {"CN"}


@pytest.mark.parametrize("detail", [Detail.FULL, Detail.MASKED, Detail.EXISTENCE])
def test_an_unknown_person_costs_the_same_queries(mei, queries, detail):
    wanted = dict.fromkeys(ItemKey, Extent(detail))
    made = []
    for subject in (mei, None):
        with queries() as context:
            sources.collect(subject=subject, wanted=wanted, at=AT)
            sources.held(subject=subject, items=wanted)
            sources.stored_in(subject=subject, items=wanted)
        made.append(shapes(context))
    assert made[0] == made[1]


def test_each_item_says_where_it_is_stored_and_read_from(mei, bo):
    assert set(sources.stored_in(subject=bo, items=ItemKey).values()) == {"DE"}
    holding = sources.collect(subject=mei, wanted=ALL_ITEMS, at=AT).holdings[ItemKey.CONTACT_EMAIL]
    assert (holding.source, holding.stored_in, holding.as_of) == ("desk", "CN", AT)


def test_values_are_plain_text(mei):
    collected = sources.collect(subject=mei, wanted=ALL_ITEMS, at=AT)

    def only(key: ItemKey) -> sources.Value:
        [value] = collected.values_of(key=key)
        return value

    assert only(ItemKey.IDENTITY_DATE_OF_BIRTH) == sources.Value("1990-05-17")
    assert only(ItemKey.ACCOUNT_REGISTERED_AT) == sources.Value("2020-05-01T04:00:00Z")
    assert REGISTERED.hour == 4
    assert only(ItemKey.ACCESS_VISITED_AT) == sources.Value("2026-02-10T00:00:00Z", VISITED)
    assert only(ItemKey.CONTACT_POSTAL_ADDRESS).value == {
        "line": "canary-line",
        "city": "canary-city",
        "postcode": "canary-postcode",
        "country": "CN",
    }
