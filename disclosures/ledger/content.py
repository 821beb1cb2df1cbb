"""What an entry may say: codes, ids, item keys and hashes. Words, names, mails and numbers with a plus do not pass."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import TypeAlias

import rfc8785

JSON: TypeAlias = "str | int | bool | Sequence[JSON] | Mapping[str, JSON] | None"
Plain: TypeAlias = "str | int | bool | list[Plain] | dict[str, Plain] | None"

SCHEMA = 1
LARGEST = 64 * 1024 - 1  # bytes of one entry
# No space, no @, nothing outside ASCII, no leading plus: names of people, mails, free text and +86… do not fit.
CODE = re.compile(r"[A-Za-z0-9*][A-Za-z0-9_.:()/*+=-]{0,199}|")


class Unrecordable(ValueError):
    """An entry would hold what the ledger does not take. A programming error; the message never repeats the value."""


def plain(value: JSON, *, where: str) -> Plain:
    """Return the value as plain JSON types, or raise `Unrecordable` naming the place."""
    match value:
        case None | bool() | int():
            return value
        case str() if CODE.fullmatch(value):
            return str(value)
        case str():
            raise Unrecordable(
                f"{where}: only codes, ids, item keys and hashes are recorded; commit to words by proofs"
            )
        case Mapping():
            return {_key(key, where=where): plain(inner, where=f"{where}.{key}") for key, inner in value.items()}
        case list() | tuple():
            return [plain(inner, where=where) for inner in value]
        case _:
            raise Unrecordable(f"{where}: {type(value).__name__} is not recorded")


def _key(key: object, *, where: str) -> str:
    if not isinstance(key, str) or not CODE.fullmatch(key):
        raise Unrecordable(f"{where}: keys are codes")
    return str(key)


def instant(at: datetime) -> str:
    """Return an aware datetime as UTC with microseconds, always 27 characters."""
    if at.tzinfo is None:
        raise Unrecordable("at: an entry's time must know its zone")
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").rjust(27, "0")


def canonical(content: Mapping[str, Plain]) -> bytes:
    """Return RFC 8785 bytes, or raise `Unrecordable` when they are too many or a number is too large."""
    try:
        text = rfc8785.dumps(dict(content))
    except rfc8785.CanonicalizationError as error:
        raise Unrecordable("a number or string has no canonical form") from error
    if len(text) > LARGEST:
        raise Unrecordable(f"an entry is at most {LARGEST} bytes")
    return text
