"""What a mapping file declares, read and checked: values only, no connection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from disclosures.domain.catalogue import ItemKey

Where = str | Mapping[str, str]
"""A column or JSON pointer; of a postal address one for each part."""


class MemberIs(StrEnum):
    """The type of the column with the platform's ids."""

    TEXT = "text"
    INTEGER = "integer"
    UUID = "uuid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where some items stand together. ``at`` is where the time of each row stands, which a period cuts."""

    name: str
    items: Mapping[ItemKey, Where]
    at: str = ""
    zone: tzinfo | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Place):
    """A table of a platform's database, with the column that names the member."""

    schema: str
    table: str
    member: str
    member_is: MemberIs


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(Place):
    """A request to a platform's API. ``rows`` points to the list of a series in the answer."""

    path: str
    query: Mapping[str, str]
    fields: str
    since: str
    until: str
    rows: str
    cursor: str
    next_cursor: str
    absent: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """One source, whichever kind it is of."""

    name: str
    stored_in: str
    timeout: int

    @property
    def places(self) -> tuple[Place, ...]:
        """Where its items stand."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True, kw_only=True)
class Database(Declared):
    """A platform's SQL database; ``address`` names the variable that holds it, password and all."""

    address: str
    tables: tuple[Table, ...]

    @property
    def places(self) -> tuple[Table, ...]:
        """Its tables."""
        return self.tables


@dataclass(frozen=True, slots=True, kw_only=True)
class Api(Declared):
    """A platform's HTTP API; ``token`` names the variable that holds it, ``ca`` a file of trusted certificates."""

    address: str
    token: str
    ca: str
    requests: tuple[Request, ...]

    @property
    def places(self) -> tuple[Request, ...]:
        """Its requests."""
        return self.requests
