"""What a platform's database answers is taken as it is or not at all: another type is an error, never cast."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime

import pymysql
import pytest
import sqlalchemy as sa

from accounts.models import MemberRecord, User
from disclosures import sources
from disclosures.domain.catalogue import ItemKey
from disclosures.domain.errors import SourceAway, SourceMisread, SourceProblem, SourceRefused
from disclosures.domain.extents import EVERYTHING, Detail, Extent
from disclosures.sources import kinds, patience
from disclosures.sources.kinds import Kind, Misread, Reading
from disclosures.sources.mapping.declared import Database, MemberIs, Table
from disclosures.sources.sql import engines, failing, statements
from disclosures.sources.sql.database import SqlDatabase
from disclosures.sources.sql.statements import Asked
from tests.platforms.tables import AT

PHONE, NAME, MAIL = ItemKey.CONTACT_PHONE, ItemKey.IDENTITY_LEGAL_NAME, ItemKey.CONTACT_EMAIL


def collect(subject, *keys):
    return sources.collect(subject=subject, wanted=dict.fromkeys(keys, EVERYTHING), at=AT)


def test_values_are_text_as_those_of_the_desk(platform, mei):
    platform.holds("m-1", mobile="+8613800138000")
    platform.saw("m-1")
    found = collect(mei, *ItemKey)
    plain = {key: [value.value for value in holding.values] for key, holding in found.holdings.items()}
    assert plain[PHONE] == ["+8613800138000"]
    assert plain[ItemKey.IDENTITY_DATE_OF_BIRTH] == ["1990-05-17"]
    assert plain[ItemKey.ACCOUNT_REGISTERED_AT] == plain[ItemKey.ACCESS_VISITED_AT] == ["2026-02-10T00:00:00Z"]
    assert plain[ItemKey.ACCESS_IP_ADDRESS] == ["203.0.113.7"]
    assert plain[ItemKey.CONTACT_POSTAL_ADDRESS] == [
        {"line": "m-1-street", "city": "m-1-town", "postcode": "m-1-zip", "country": "CN"}
    ]


def test_each_item_comes_from_its_source_and_says_so(platform, mei):
    MemberRecord.objects.filter(subject=mei).update(complaint_right="of the desk", stored_in="DE")
    platform.holds("m-1")
    found = collect(mei, NAME, ItemKey.COMPLAINT_RIGHT)
    origins = {key: (holding.source, holding.stored_in) for key, holding in found.holdings.items()}
    assert origins == {NAME: ("platform", "CN"), ItemKey.COMPLAINT_RIGHT: ("desk", "DE")}
    assert found.held == {NAME, ItemKey.COMPLAINT_RIGHT}
    assert found.values_of(key=NAME) == (sources.Value("m-1-full_name"),)
    assert sources.stored_in(subject=mei, items=[NAME, ItemKey.COMPLAINT_RIGHT]) == {
        NAME: "CN", ItemKey.COMPLAINT_RIGHT: "DE",
    }  # fmt: skip


@pytest.mark.parametrize("blank", ["", None])
def test_what_is_held_is_decided_from_what_came(platform, mei, blank):
    platform.holds("m-1", mobile=blank, born_on=None, street=blank, town=blank, zip=blank, land=blank)
    wanted = (PHONE, NAME, ItemKey.IDENTITY_DATE_OF_BIRTH, ItemKey.CONTACT_POSTAL_ADDRESS)
    assert collect(mei, *wanted).held == {NAME}
    assert sources.held(subject=mei, items=dict.fromkeys(wanted, EVERYTHING)) == {NAME}


def test_whom_the_platform_does_not_know_has_everything_at_the_desk(platform):
    nora = User.objects.create_user(name="nora")
    MemberRecord.objects.create(subject=nora, legal_name="Nora Nordlys")
    found = collect(nora, NAME)
    assert found.values_of(key=NAME) == (sources.Value("Nora Nordlys"),)
    assert platform.heard == []


def test_a_member_of_whom_the_platform_has_no_row_holds_nothing(platform, mei):
    assert collect(mei, NAME, PHONE).held == frozenset()


def test_two_rows_of_one_member_are_two_answers_to_one_question(platform, mei, caplog):
    platform.holds("m-1")
    platform.say("ALTER TABLE people RENAME TO once")
    platform.say("CREATE VIEW people AS SELECT * FROM once UNION ALL SELECT * FROM once")
    grant(platform)
    try:
        with pytest.raises(SourceMisread):
            collect(mei, NAME)
    finally:
        platform.say("DROP VIEW people")
        platform.say("ALTER TABLE once RENAME TO people")
    assert "m-1" not in caplog.text


def grant(platform):
    if platform.owner.dialect.name == "postgresql":
        platform.say(f'GRANT SELECT ON people TO "{sa.make_url(platform.address).username}"')


def source(platform, **changes):
    """A source with one table, declared otherwise than the tables are."""
    table = {"name": "people", "schema": "", "table": "people", "member": "member_no", "member_is": MemberIs.TEXT}
    declared = Table(**(table | {"items": {NAME: "full_name"}} | changes))
    return SqlDatabase(
        Database(name="platform", stored_in="CN", timeout=5, address="DESK_SOURCE_PLATFORM", tables=(declared,))
    )


WRONG = {
    "a column that is not there": ({"items": {NAME: "nickname"}}, SourceRefused),
    "a table that is not there": ({"table": "persons"}, SourceRefused),
    "a day for a text": ({"items": {NAME: "born_on"}}, SourceProblem),
    "a text for a day": ({"items": {ItemKey.IDENTITY_DATE_OF_BIRTH: "full_name"}}, SourceMisread),
    "a text for a time": ({"items": {ItemKey.ACCOUNT_REGISTERED_AT: "full_name"}}, SourceMisread),
    "a text for a network address": ({"items": {ItemKey.ACCESS_IP_ADDRESS: "full_name"}}, SourceMisread),
    "an id that is no number": ({"member_is": MemberIs.INTEGER}, SourceMisread),
    "an id that is no uuid": ({"member_is": MemberIs.UUID}, SourceMisread),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_not_as_declared_is_an_error_without_the_members_data(platform, mei, name, caplog):
    caplog.set_level(logging.DEBUG)
    platform.holds("m-1")
    changes, problem = WRONG[name]
    declared = source(platform, **changes)
    if name == "a day for a text" and platform.owner.dialect.name == "sqlite":
        return  # SQLite has no days
    with pytest.raises(problem) as raised:
        declared.collect(subject=mei, wanted=dict.fromkeys(declared.keeps, EVERYTHING), context=sources.Context())
    told = caplog.text + str(raised.value) + str(raised.value.__context__) + str(raised.value.__cause__)
    assert "m-1" not in told
    assert raised.value.__suppress_context__ or raised.value.__context__ is None


def test_a_time_without_a_zone_needs_one_declared_and_one_with_it_none():
    bare, aware = datetime(2026, 2, 10), AT  # noqa: DTZ001 - as MySQL gives it
    assert Reading(zone=UTC, times_are_text=False).instant(bare) == AT
    assert Reading(zone=None, times_are_text=False).instant(aware) == AT
    for reading, raw in (
        (Reading(zone=None, times_are_text=False), bare),
        (Reading(zone=UTC, times_are_text=False), aware),
    ):
        with pytest.raises(Misread):
            reading.instant(raw)


@pytest.mark.parametrize(
    ("kind", "raw"),
    [
        (Kind.TEXT, 8613800138000), (Kind.TEXT, b"bytes"), (Kind.TEXT, True), (Kind.TEXT, 1.5), (Kind.TEXT, ["a"]),
        (Kind.PARTS, 7), (Kind.DAY, "1990-05-17"), (Kind.DAY, AT), (Kind.DAY, 19900517), (Kind.INSTANT, "2026-02-10"),
        (Kind.INSTANT, date(2026, 2, 10)), (Kind.INSTANT, 1770681600), (Kind.NETWORK_ADDRESS, 3405803783),
        (Kind.NETWORK_ADDRESS, "203.0.113"),
    ],
)  # fmt: skip
def test_nothing_is_cast(kind, raw):
    with pytest.raises(Misread):
        Reading(zone=None, times_are_text=False).value(kind, raw)


def test_every_item_has_its_kind():
    assert set(kinds.KINDS) == set(ItemKey)
    assert set(kinds.READERS) == set(Kind)


@pytest.mark.parametrize(
    ("kind", "raw", "text"),
    [
        (Kind.DAY, "1990-05-17", "1990-05-17"),
        (Kind.INSTANT, "2026-02-10T08:00:00+08:00", "2026-02-10T00:00:00Z"),
        (Kind.NETWORK_ADDRESS, "2001:DB8::1", "2001:db8::1"),
        (Kind.INSTANT, None, ""),
        (Kind.DAY, "", ""),
    ],
)
def test_where_there_are_no_types_a_text_has_its_form(kind, raw, text):
    assert Reading(zone=None, times_are_text=True).value(kind, raw) == text


@pytest.mark.parametrize("raw", ["20260210T000000Z", "2026-W07-2T00:00:00Z", "2026-02-30T00:00:00Z", "yesterday"])
def test_and_no_other(raw):
    with pytest.raises(Misread):
        Reading(zone=None, times_are_text=True).instant(raw)


@pytest.mark.parametrize("address", ["mysql://reader:word@db/shop", "mariadb://reader:word@db/shop"])
def test_mysql_gets_the_same_statement_in_its_own_words(address):
    engine = engines.engine(address, 5)
    table = Table(
        name="visits", schema="app", table="visits", member="member", member_is=MemberIs.INTEGER, at="seen at",
        zone=UTC, items={ItemKey.ACCESS_IP_ADDRESS: "ip"},
    )  # fmt: skip
    known = sources.identity.Known("17")
    asked = Asked(known, engine.dialect.name)
    read = statements.read(table, table.items, period=sources_period(), asked=asked).compile(dialect=engine.dialect)
    assert " ".join(str(read).split()) == (
        "SELECT `seen at`, ip FROM app.visits WHERE `member` = %(param_1)s AND `seen at` >= %(param_2)s "
        "AND `seen at` < %(param_3)s AND ip IS NOT NULL ORDER BY `seen at` LIMIT %(param_4)s"
    )
    assert read.params["param_1"] == 17
    assert engine.url.drivername == "mysql+pymysql"


def sources_period():
    from disclosures.domain.extents import Period

    return Period(AT, datetime(2026, 3, 1, tzinfo=UTC))


def test_an_error_of_the_driver_quotes_nothing(platform):
    engine = engines.engine(platform.address, 5)
    with engine.connect() as database, pytest.raises(sa.exc.SQLAlchemyError) as raised:
        database.execute(sa.text("SELECT nothing FROM nowhere WHERE member = :member"), {"member": "m-secret"})
    assert "m-secret" not in str(raised.value)
    assert not failing.is_away(raised.value)


@pytest.mark.parametrize(
    ("number", "state", "is_away"),
    [(1969, "70100", True), (2013, "HY000", True), (1143, "42000", False), (1054, "42S22", False)],
)
def test_mysql_says_by_numbers_what_passes_by_itself(number, state, is_away):
    """As MariaDB 10.11 said them: out of time, connection lost, a column not granted, no such column."""
    original = pymysql.err.OperationalError(number, "…")
    original.sqlstate = state
    error = sa.exc.OperationalError("SELECT", {}, original)
    assert failing.is_away(error) is is_away


def test_a_database_that_is_not_there_is_away_and_left_alone_for_a_moment(platform, mei, settings, tmp_path):
    settings.DESK_SOURCE_SECRETS = {"DESK_SOURCE_PLATFORM": f"sqlite:///{tmp_path}/gone.sqlite3"}
    with pytest.raises(SourceAway):
        collect(mei, NAME)
    settings.DESK_SOURCE_SECRETS = {"DESK_SOURCE_PLATFORM": platform.address}
    with pytest.raises(SourceAway):
        collect(mei, NAME)
    assert platform.heard == []
    patience.forget()
    assert collect(mei, NAME).held == frozenset()


def test_a_statement_that_takes_too_long_is_broken_off_and_the_source_is_away(platform):
    engine = engines.engine(platform.address, 1)
    slow = {
        "sqlite": "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n",
        "postgresql": "SELECT pg_sleep(10)",
    }[engine.dialect.name]
    with engine.connect() as database, pytest.raises(sa.exc.SQLAlchemyError) as raised:
        database.exec_driver_sql(slow)
    assert failing.is_away(raised.value)


def test_existence_is_asked_of_a_network_address_as_of_a_text(platform, mei):
    platform.saw("m-1")
    wanted = {ItemKey.ACCESS_IP_ADDRESS: Extent(Detail.EXISTENCE), ItemKey.ACCESS_LANGUAGE: Extent(Detail.EXISTENCE)}
    assert sources.held(subject=mei, items=wanted) == set(wanted)


def test_a_value_in_a_broken_encoding_is_misread(platform, mei, monkeypatch):
    """What the driver says of it quotes the bytes; that is no part of the problem."""

    def broken(*_, **__):
        return b"\xff canary".decode()

    monkeypatch.setattr(SqlDatabase, "_read", broken)
    with pytest.raises(SourceMisread) as misread:
        collect(mei, PHONE)
    assert "canary" not in f"{misread.value!r} {misread.value.__cause__!r}"
