"""Reads a mapping file into what it declares; everything that is wrong is named at once, each with line and key."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from disclosures.domain.catalogue import CATALOGUE, ItemClass, ItemKey, Provenance
from disclosures.sources.kinds import ADDRESS_PARTS, KINDS, Kind
from disclosures.sources.mapping import addresses
from disclosures.sources.mapping.declared import Api, Database, Declared, MemberIs, Request, Table, Where
from disclosures.sources.mapping.written import Part, Sheet, open_file

T = TypeVar("T")
WORD = r"[a-z][a-z0-9_-]{0,39}"
COLUMN = r"[A-Za-z_][A-Za-z0-9_$]{0,62}"
TABLE = rf"({COLUMN}\.)?{COLUMN}"
POINTER = r"(/([^~/]|~[01])*)+"
VARIABLE = r"DESK_SOURCE_[A-Z0-9_]{1,60}"
PARAMETER = r"[A-Za-z_][A-Za-z0-9_.\[\]-]{0,60}"
LONGEST_TIMEOUT = 8
"""Seconds; a worker's task must end within the time that it holds a job for."""
OWN_NAME = "desk"
KEPT_HERE = frozenset(
    key for key, item in CATALOGUE.items() if item.of_complainant or item.provenance is Provenance.PARTNER
)
"""Complaints are filed at the desk; what partners passed on is kept with partner, time and lawful ground (P1b)."""


def load(path: Path, *, secrets: Mapping[str, str]) -> tuple[Declared, ...]:
    """The sources that the file declares. Raises ``WrongMapping``, which never holds a secret."""
    sheet = Sheet()
    whole = sheet.record(open_file(path), required=("sources",))
    listed = sheet.named(whole["sources"]) if "sources" in whole else {}
    reader = _Reader(sheet, secrets)
    found = tuple(source for name, part in listed.items() if (source := reader.source(name, part)))
    reader.refuse_items_twice()
    return sheet.done(found)


class _Reader:
    """Reads one file."""

    def __init__(self, sheet: Sheet, secrets: Mapping[str, str]) -> None:
        self.sheet = sheet
        self.secrets = secrets
        self.mapped: list[tuple[ItemKey, Part]] = []

    def source(self, name: str, part: Part) -> Declared | None:
        sheet = self.sheet
        if not re.fullmatch(WORD, name, re.ASCII) or name == OWN_NAME:
            sheet.wrong(part, f"a source is named in small letters, and {OWN_NAME} is the desk itself")
        kind = sheet.named(part).get("kind")
        word = sheet.text(kind, "sql|http", says="sql or http") if kind else ""
        if kind is None:
            sheet.wrong(part, "kind is missing: sql or http")
        return {"sql": self._database, "http": self._api}[word](name, part) if word else None

    def _database(self, name: str, part: Part) -> Database:
        keys = self.sheet.record(part, required=("kind", "stored_in", "address", "tables"), optional=("timeout",))
        address = keys.get("address")
        variable = self._variable(address)
        if address and variable in self.secrets and (wrong := addresses.wrong_database(self.secrets[variable])):
            self.sheet.wrong(address, f"{variable} {wrong}")
        return Database(
            name=name,
            stored_in=self._country(keys),
            timeout=self._timeout(keys),
            address=variable,
            tables=tuple(self._places(keys.get("tables"), self._table)),
        )

    def _api(self, name: str, part: Part) -> Api:
        keys = self.sheet.record(
            part, required=("kind", "stored_in", "address", "requests"), optional=("timeout", "token", "ca")
        )
        address = keys.get("address")
        written = self.sheet.text(address, r"\S+", says="an address as https://api.example.com/v2")
        if address and written and (wrong := addresses.wrong_api(written)):
            self.sheet.wrong(address, wrong)
        authority = self.sheet.text(keys.get("ca"), r".+", says="a file of certificates")
        if authority and not Path(authority).is_file():
            self.sheet.wrong(keys["ca"], "there is no such file")
        return Api(
            name=name,
            stored_in=self._country(keys),
            timeout=self._timeout(keys),
            address=written,
            token=self._variable(keys.get("token")),
            ca=authority,
            requests=tuple(self._places(keys.get("requests"), self._request)),
        )

    def _places(self, part: Part | None, read: Callable[[str, Part], T]) -> Iterator[T]:
        for name, below in self.sheet.named(part).items() if part else ():
            yield read(name, below)

    def _table(self, name: str, part: Part) -> Table:
        sheet = self.sheet
        keys = sheet.record(part, required=("table", "member", "items"), optional=("member_is", "at", "zone"))
        schema, _, table = sheet.text(keys.get("table"), TABLE, says="a table as people or app.people").rpartition(".")
        return Table(
            name=name,
            schema=schema,
            table=table,
            member=sheet.text(keys.get("member"), COLUMN, says="a column"),
            member_is=MemberIs(
                sheet.text(
                    keys.get("member_is"), "|".join(MemberIs), says="text, integer or uuid", default=MemberIs.TEXT
                )
            ),
            at=sheet.text(keys.get("at"), COLUMN, says="a column"),
            zone=self._zone(keys),
            items=self._items(part, keys, COLUMN, says="a column"),
        )

    def _request(self, name: str, part: Part) -> Request:
        sheet = self.sheet
        keys = sheet.record(
            part,
            required=("path", "items"),
            optional=("query", "fields", "since", "until", "rows", "at", "zone", "cursor", "next", "absent"),
        )
        for series in ("since", "until", "rows") if "at" in keys else ():
            if series not in keys:
                sheet.wrong(part, f"{series} is missing: what has times is asked for by its period")
        if ("cursor" in keys) is not ("next" in keys):
            sheet.wrong(part, "cursor and next go together")
        query = sheet.named(keys["query"]) if "query" in keys else {}
        return Request(
            name=name,
            path=sheet.text(
                keys.get("path"), r"/[^?#\s]*\{member\}[^?#\s{}]*", says="a path with {member} in it, without a query"
            ),
            query={name: sheet.text(below, r".*", says="text") for name, below in query.items()},
            fields=sheet.text(keys.get("fields"), PARAMETER, says="a parameter of the query"),
            since=sheet.text(keys.get("since"), PARAMETER, says="a parameter of the query"),
            until=sheet.text(keys.get("until"), PARAMETER, says="a parameter of the query"),
            rows=sheet.text(keys.get("rows"), rf"({POINTER})?", says="a JSON pointer to a list"),
            at=sheet.text(keys.get("at"), POINTER, says="a JSON pointer"),
            zone=self._zone(keys),
            cursor=sheet.text(keys.get("cursor"), PARAMETER, says="a parameter of the query"),
            next_cursor=sheet.text(keys.get("next"), POINTER, says="a JSON pointer"),
            absent=frozenset(self._statuses(keys)),
            items=self._items(part, keys, POINTER, says="a JSON pointer, as /contact/phone"),
        )

    def _statuses(self, keys: Mapping[str, Part]) -> Iterator[int]:
        for part in self.sheet.texts(keys["absent"]) if "absent" in keys else ():
            yield int(self.sheet.text(part, "404|410|204", says="404, 410 or 204", default="404"))

    def _items(self, place: Part, keys: Mapping[str, Part], pattern: str, *, says: str) -> dict[ItemKey, Where]:
        found: dict[ItemKey, Where] = {}
        for name, part in self.sheet.named(keys["items"]).items() if "items" in keys else ():
            key = self._key(name, part)
            if key is None:
                continue
            if CATALOGUE[key].item_class is ItemClass.SERIES and "at" not in keys:
                self.sheet.wrong(place, f"{key} is a series: say under at where the time of each value stands")
            found[key] = self._where(key, part, pattern, says=says)
            self.mapped.append((key, part))
        return found

    def _key(self, name: str, part: Part) -> ItemKey | None:
        if name not in [*ItemKey]:
            self.sheet.wrong(part, "the catalogue has no such item")
            return None
        if ItemKey(name) in KEPT_HERE:
            self.sheet.wrong(part, "this is kept at the desk itself and is read from nowhere else")
            return None
        return ItemKey(name)

    def _where(self, key: ItemKey, part: Part, pattern: str, *, says: str) -> Where:
        if KINDS[key] is not Kind.PARTS:
            return self.sheet.text(part, pattern, says=says)
        parts = self.sheet.record(
            part, required=[name for name in ADDRESS_PARTS if name != "postcode"], optional=("postcode",)
        )
        return {name: self.sheet.text(parts[name], pattern, says=says) for name in ADDRESS_PARTS if name in parts}

    def _country(self, keys: Mapping[str, Part]) -> str:
        return self.sheet.text(keys.get("stored_in"), "[A-Z]{2}", says="the two letters of a country, as CN")

    def _timeout(self, keys: Mapping[str, Part]) -> int:
        return self.sheet.number(keys.get("timeout"), at_most=LONGEST_TIMEOUT, default=5)

    def _variable(self, part: Part | None) -> str:
        name = self.sheet.text(part, VARIABLE, says="an environment variable named DESK_SOURCE_…")
        if part and name and not self.secrets.get(name):
            self.sheet.wrong(part, f"the environment variable {name} is not set")
        return name

    def _zone(self, keys: Mapping[str, Part]) -> ZoneInfo | None:
        name = self.sheet.text(keys.get("zone"), r"[A-Za-z0-9_+/-]{1,60}", says="a time zone as Asia/Shanghai")
        try:
            return ZoneInfo(name) if name else None
        except (ZoneInfoNotFoundError, ValueError):
            self.sheet.wrong(keys["zone"], "there is no such time zone")
            return None

    def refuse_items_twice(self) -> None:
        """One item is read in one place."""
        seen: dict[ItemKey, Part] = {}
        for key, part in self.mapped:
            if key in seen:
                self.sheet.wrong(part, f"{key} is mapped already in line {seen[key].line}")
            seen.setdefault(key, part)
