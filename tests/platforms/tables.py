"""A platform's own database, with more in it than the desk may ever see, and what its server receives."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa
from django.db import connection

from tests.services import committed

AT = datetime(2026, 2, 10, tzinfo=UTC)
TABLES = sa.MetaData()
PEOPLE = sa.Table(
    "people",
    TABLES,
    sa.Column("member_no", sa.String(80), primary_key=True),
    *(
        sa.Column(name, sa.Text)
        for name in (
            "handle", "full_name", "passport", "mail", "mobile", "street", "town", "zip", "land", "iban",
            "password_hash", "risk_score",
        )
    ),
    sa.Column("joined_at", sa.DateTime(timezone=True)),
    sa.Column("born_on", sa.Date),
)  # fmt: skip
VISITS = sa.Table(
    "visits",
    TABLES,
    sa.Column("member_no", sa.String(80)),
    sa.Column("seen_at", sa.DateTime(timezone=True)),
    *(sa.Column(name, sa.Text) for name in ("ip", "agent", "tongue", "device", "page", "crumb", "geolocation")),
)
POSTS = sa.Table(
    "posts",
    TABLES,
    sa.Column("member_no", sa.String(80)),
    sa.Column("written_at", sa.DateTime(timezone=True)),
    *(sa.Column(name, sa.Text) for name in ("searched", "joined", "bought", "rated", "broke", "measure")),
)
COLUMNS = frozenset(column.name for table in TABLES.tables.values() for column in table.columns)

MAPPING = """
sources:
  platform:
    kind: sql
    stored_in: CN
    address: DESK_SOURCE_PLATFORM
    tables:
      people:
        table: people
        member: member_no
        {zone}
        items:
          account.username: handle
          account.registered_at: joined_at
          identity.legal_name: full_name
          identity.date_of_birth: born_on
          identity.government_id: passport
          contact.email: mail
          contact.phone: mobile
          contact.postal_address: {{line: street, city: town, postcode: zip, country: land}}
          payment.account: iban
      visits:
        table: visits
        member: member_no
        at: seen_at
        {zone}
        items:
          access.ip_address: ip
          access.visited_at: seen_at
          access.browser_type: agent
          access.language: tongue
          access.device_features: device
          access.page_requests: page
          access.cookie_id: crumb
      posts:
        table: posts
        member: member_no
        at: written_at
        {zone}
        items:
          search.keywords: searched
          posted.participation: joined
          posted.transactions: bought
          posted.evaluations: rated
          enforcement.breaches: broke
          enforcement.measures: measure
"""


@dataclass(slots=True)
class Platform:
    """The database; ``heard`` is every statement as its server had it, in the server's own words."""

    address: str
    owner: sa.Engine
    mapping: Path
    heard: list[str] = field(default_factory=list)

    def holds(self, member: str, **columns: object) -> None:
        """Gives a member a row of people with a value in every column, some of them changed."""
        row = {column.name: f"{member}-{column.name}" for column in PEOPLE.columns}
        row |= {"member_no": member, "joined_at": self.time(AT), "born_on": self.day(date(1990, 5, 17)), "land": "CN"}
        self.write(PEOPLE, row | columns)

    def saw(self, member: str, at: datetime = AT, **columns: object) -> None:
        """Gives a member a visit."""
        row = {column.name: f"{member}-{column.name}" for column in VISITS.columns}
        self.write(VISITS, row | {"member_no": member, "seen_at": self.time(at), "ip": "203.0.113.7"} | columns)

    def kept(self, member: str, at: datetime = AT) -> None:
        """Gives a member a row of what the policy does not cover."""
        row = {column.name: f"{member}-{column.name}" for column in POSTS.columns}
        self.write(POSTS, row | {"member_no": member, "written_at": self.time(at)})

    def write(self, table: sa.Table, row: dict[str, object]) -> None:
        """Adds a row as the platform itself would."""
        names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
        with self.owner.begin() as database:
            database.execute(sa.text(f"INSERT INTO {table.name} ({names}) VALUES ({places})"), row)

    def say(self, statement: str) -> None:
        """Changes the database."""
        with self.owner.begin() as database:
            database.execute(sa.text(statement))

    def time(self, at: datetime) -> object:
        """A time as this kind of database keeps it."""
        return at.replace(tzinfo=None).isoformat(sep=" ") if self.owner.dialect.name == "sqlite" else at

    def day(self, day: date) -> object:
        """A day as this kind of database keeps it."""
        return day.isoformat() if self.owner.dialect.name == "sqlite" else day

    @property
    def named(self) -> set[str]:
        """The columns that anything received so far names."""
        return {word for statement in self.heard for word in re.findall(r"\w+", statement)} & COLUMNS

    def empty(self) -> None:
        """As it was made."""
        with self.owner.begin() as database:
            for table in TABLES.sorted_tables:
                database.execute(table.delete())
        self.heard.clear()


@contextmanager
def running(folder: Path) -> Iterator[Platform]:
    """A platform on the same kind of database as the desk's own; its owner writes, the desk has a reader's address."""
    mapping = folder / "sources.yaml"
    zone = "zone: UTC" if connection.vendor == "sqlite" else ""
    mapping.write_text(MAPPING.format(zone=zone), encoding="utf-8")
    if connection.vendor == "sqlite":
        address = f"sqlite:///{folder}/platform.sqlite3"
        yield from _made(Platform(address, sa.create_engine(address), mapping))
        return
    name, word = f"platform_{secrets.token_hex(6)}", secrets.token_hex(8)
    given = sa.make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+psycopg", database=name)
    committed.run_beside(f'CREATE DATABASE "{name}"', f"CREATE ROLE {name} LOGIN PASSWORD '{word}'")
    # The server logs what it received, and sends its log to who asked.
    committed.run_beside(f"ALTER ROLE {name} SET log_statement = 'all'")
    committed.run_beside(f"ALTER ROLE {name} SET client_min_messages = 'log'")
    try:
        reader = given.set(drivername="postgresql", username=name, password=word).render_as_string(hide_password=False)
        platform = Platform(reader, sa.create_engine(given), mapping)
        for ready in _made(platform):
            platform.say(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {name}")
            yield ready
    finally:
        committed.run_beside(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)', f"DROP ROLE {name}")


def _made(platform: Platform) -> Iterator[Platform]:
    TABLES.create_all(platform.owner)
    hears = _hears(platform.heard)
    try:
        yield platform
    finally:
        sa.event.remove(sa.Engine, "connect", hears)
        platform.owner.dispose()


def _hears(heard: list[str]):
    """Writes down what the server says that it received: PostgreSQL by its log, SQLite by its trace."""

    def listen(raw, _record):
        if hasattr(raw, "add_notice_handler"):
            raw.add_notice_handler(lambda notice: heard.append(notice.message_primary))
        else:
            raw.set_trace_callback(heard.append)

    sa.event.listen(sa.Engine, "connect", listen)
    return listen
