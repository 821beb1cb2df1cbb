"""The SQL that a platform's database really receives, as its server says: no column and no time that may not leave."""

from __future__ import annotations

from datetime import timedelta

import pytest

from accounts.models import MemberRecord
from disclosures import sources
from disclosures.delivery import opening
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.extents import EVERYTHING, NOTHING, Detail, Extent, Period
from tests.cast import BASES, a_case, a_world
from tests.platforms.tables import AT, COLUMNS

IP, NAME, PHONE = ItemKey.ACCESS_IP_ADDRESS, ItemKey.IDENTITY_LEGAL_NAME, ItemKey.CONTACT_PHONE
WHERE = {"member_no"}
NEVER = {"password_hash", "risk_score", "geolocation"}
COLUMNS_OF = {
    "account.username": {"handle"},
    "account.registered_at": {"joined_at"},
    "identity.legal_name": {"full_name"},
    "identity.date_of_birth": {"born_on"},
    "identity.government_id": {"passport"},
    "contact.email": {"mail"},
    "contact.phone": {"mobile"},
    "contact.postal_address": {"street", "town", "zip", "land"},
    "payment.account": {"iban"},
    "access.ip_address": {"ip", "seen_at"},
    "access.visited_at": {"seen_at"},
    "access.browser_type": {"agent", "seen_at"},
    "access.language": {"tongue", "seen_at"},
    "access.device_features": {"device", "seen_at"},
    "access.page_requests": {"page", "seen_at"},
    "access.cookie_id": {"crumb", "seen_at"},
    "search.keywords": {"searched", "written_at"},
    "posted.participation": {"joined", "written_at"},
    "posted.transactions": {"bought", "written_at"},
    "posted.evaluations": {"rated", "written_at"},
    "enforcement.breaches": {"broke", "written_at"},
    "enforcement.measures": {"measure", "written_at"},
}
FEBRUARY = Period(AT - timedelta(days=9), AT + timedelta(days=19))


@pytest.fixture
def filled(platform, mei):
    platform.holds("m-1")
    platform.saw("m-1")
    platform.kept("m-1")
    platform.heard.clear()
    return platform


def collect(subject, wanted, **words):
    return sources.collect(subject=subject, wanted=wanted, at=AT, **words)


@pytest.mark.parametrize("basis", BASES)
def test_a_partial_release_on_each_basis_names_no_column_of_what_is_withheld(platform, basis):
    world = a_world()
    for record in MemberRecord.objects.filter(external_id__isnull=True):  # a complainant may be a member too
        MemberRecord.objects.filter(pk=record.pk).update(external_id=record.subject.name)
    for name in MemberRecord.objects.values_list("external_id", flat=True):
        platform.holds(name)
        platform.saw(name)
        platform.kept(name)
    case = a_case(basis, world=world, asks=[key.value for key in ItemKey]).approved()
    platform.heard.clear()

    case.worked()

    assert case.row.status == "released"
    rows = [row for row in case.release.manifest["items"] if row["item"] in COLUMNS_OF]
    read = {row["item"] for row in rows if row["detail"] != "none" or row["reason"] == "not_held"}
    allowed = WHERE.union(*(COLUMNS_OF[item] for item in read))
    assert platform.heard
    assert platform.named - allowed == set()
    assert platform.named > WHERE
    assert COLUMNS - allowed - NEVER
    told = str(opening.unsealed(case.release))
    assert not [column for column in COLUMNS - allowed - {"seen_at"} if f"-{column}'" in told]


def test_every_item_of_the_catalogue_that_may_be_mapped_is_tried_here(platform):
    (source,) = sources.outside()
    assert set(COLUMNS_OF) == set(source.keeps)
    assert set(ItemKey) - source.keeps == {"partner.profile", "complaint.right", "complaint.statement"}


@pytest.mark.parametrize("item", COLUMNS_OF)
def test_one_item_names_its_own_columns(filled, mei, item):
    assert collect(mei, {ItemKey(item): EVERYTHING}).held == {item}
    assert filled.named == WHERE | COLUMNS_OF[item]


def test_what_may_not_leave_is_not_asked_for(filled, mei):
    assert collect(mei, {PHONE: EVERYTHING, ItemKey.PAYMENT_ACCOUNT: NOTHING}).held == {PHONE}
    assert filled.named == WHERE | {"mobile"}


def test_what_need_only_exist_is_not_selected(filled, mei):
    key = ItemKey.ACCESS_PAGE_REQUESTS  # has no masked form
    collected = collect(mei, {key: Extent(Detail.MASKED, FEBRUARY), NAME: Extent(Detail.EXISTENCE)})
    assert collected.values_of(key=key) == collected.values_of(key=NAME) == (sources.Value(value=True),)
    (asked,) = [statement for statement in filled.heard if "EXISTS" in statement]
    assert "SELECT 1" in asked
    assert not [statement for statement in filled.heard if "page" in statement.partition("FROM")[0]]


def test_the_period_is_in_the_statement_and_half_open(filled, mei):
    for at in (
        FEBRUARY.start,
        FEBRUARY.end,
        FEBRUARY.start - timedelta(seconds=1),
        FEBRUARY.end - timedelta(seconds=1),
    ):
        filled.saw("m-1", at, ip="198.51.100.1")
    filled.heard.clear()
    collected = collect(mei, {IP: Extent(Detail.FULL, FEBRUARY)})
    (read,) = [statement for statement in filled.heard if "visits" in statement]
    assert "seen_at >= " in read
    assert "seen_at < " in read
    times = [value.at for value in collected.values_of(key=IP)]
    assert times == [FEBRUARY.start, AT, FEBRUARY.end - timedelta(seconds=1)]


def test_items_of_one_period_share_a_statement(filled, mei):
    short = Extent(Detail.FULL, Period(FEBRUARY.start, AT))
    wanted = {IP: Extent(Detail.FULL, FEBRUARY), ItemKey.ACCESS_LANGUAGE: Extent(Detail.FULL, FEBRUARY)}
    assert collect(mei, wanted | {ItemKey.ACCESS_COOKIE_ID: short}).held == set(wanted)
    reads = [statement for statement in filled.heard if "visits" in statement]
    assert sorted(("ip" in read, "crumb" in read) for read in reads) == [(False, True), (True, False)]


def test_another_members_rows_are_not_read(filled, mei):
    filled.holds("m-2")
    filled.saw("m-2")
    values = [
        value.value
        for holding in collect(mei, dict.fromkeys(COLUMNS_OF, EVERYTHING)).holdings.values()
        for value in holding.values
    ]
    assert values
    assert "m-2" not in str(values)


@pytest.mark.parametrize("detail", [Detail.FULL, Detail.EXISTENCE])
def test_somebody_nobody_knows_costs_the_same_statements_and_holds_nothing(filled, mei, detail):
    wanted = {ItemKey(item): Extent(detail) for item in COLUMNS_OF}
    shapes = []
    for subject in (mei, None):
        filled.heard.clear()
        collected = collect(subject, wanted)
        shapes.append([statement.replace("m-1", "").split("member_no")[0] for statement in filled.heard])
        assert bool(collected.held) is (subject is mei)
    assert shapes[0] == shapes[1]


def test_nothing_can_be_written_there(filled, mei):
    from disclosures.sources.sql import engines

    engine = engines.engine(filled.address, 5)
    with engine.connect() as database, pytest.raises(Exception, match=r"read.?only|not permitted|permission"):
        database.exec_driver_sql("DELETE FROM people")
