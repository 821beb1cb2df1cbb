"""What kind of value each item is, and how one is read: a value of another type is an error of its source, never cast.

A platform's database has types for days and times; JSON and SQLite have only ISO 8601 text for them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from enum import Enum
from ipaddress import IPv4Address, IPv4Interface, IPv6Address, IPv6Interface, ip_address
from types import MappingProxyType
from typing import Any

from disclosures.domain.catalogue import ItemKey
from disclosures.domain.instants import text

DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
TIME = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}:\d{2})?", re.ASCII)


class Misread(Exception):
    """A value is not of the kind that its item has. It never carries the value."""


class Kind(Enum):
    """What a value is."""

    TEXT = "text"
    INSTANT = "instant"
    DAY = "day"
    NETWORK_ADDRESS = "network address"
    PARTS = "text by part"


KINDS: Mapping[ItemKey, Kind] = MappingProxyType(
    dict.fromkeys(ItemKey, Kind.TEXT)
    | {
        ItemKey.ACCOUNT_REGISTERED_AT: Kind.INSTANT,
        ItemKey.ACCESS_VISITED_AT: Kind.INSTANT,
        ItemKey.IDENTITY_DATE_OF_BIRTH: Kind.DAY,
        ItemKey.ACCESS_IP_ADDRESS: Kind.NETWORK_ADDRESS,
        ItemKey.CONTACT_POSTAL_ADDRESS: Kind.PARTS,
    }
)
ADDRESS_PARTS = ("line", "city", "postcode", "country")


@dataclass(frozen=True, slots=True)
class Reading:
    """How values of one place are read: ``zone`` is that of times without one, ``times_are_text`` where no type is."""

    zone: tzinfo | None
    times_are_text: bool

    def value(self, kind: Kind, raw: Any) -> str:
        """The value as text; empty where nothing is held. Raises ``Misread``."""
        return "" if raw is None else READERS[kind](self, raw)

    def instant(self, raw: Any) -> datetime:
        """A time with its zone. Raises ``Misread``, also for a time without one where none is declared."""
        if self.times_are_text and isinstance(raw, str) and TIME.fullmatch(raw):
            raw = _read(datetime.fromisoformat, raw)
        if not isinstance(raw, datetime):
            raise Misread
        if (raw.tzinfo is None) is (self.zone is None):
            raise Misread
        return raw if self.zone is None else raw.replace(tzinfo=self.zone)

    def day(self, raw: Any) -> str:
        """A day without a time. Raises ``Misread``."""
        if self.times_are_text and isinstance(raw, str) and DAY.fullmatch(raw):
            raw = _read(date.fromisoformat, raw)
        if not isinstance(raw, date) or isinstance(raw, datetime):
            raise Misread
        return raw.isoformat()


def _instant(reading: Reading, raw: Any) -> str:
    return "" if raw == "" else text(reading.instant(raw)) or ""


def _day(reading: Reading, raw: Any) -> str:
    return "" if raw == "" else reading.day(raw)


def _text(_: Reading, raw: Any) -> str:
    if not isinstance(raw, str):
        raise Misread
    return raw


def _network_address(_: Reading, raw: Any) -> str:
    if isinstance(raw, IPv4Interface | IPv6Interface):
        return str(raw.ip)
    if isinstance(raw, str) and raw:
        return str(_read(ip_address, raw))
    if isinstance(raw, IPv4Address | IPv6Address) or raw == "":
        return str(raw)
    raise Misread


def _read(reader: Callable[[str], Any], raw: str) -> Any:
    """As the library reads it; its own error would quote the value."""
    try:
        return reader(raw)
    except ValueError:
        raise Misread from None


READERS: Mapping[Kind, Callable[[Reading, Any], str]] = {
    Kind.TEXT: _text,
    Kind.INSTANT: _instant,
    Kind.DAY: _day,
    Kind.NETWORK_ADDRESS: _network_address,
    Kind.PARTS: _text,
}
