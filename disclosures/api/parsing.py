"""Reads JSON bodies strictly: what a database, a hash or a person could misread is refused at the door."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import IO, Any

from rest_framework.exceptions import ParseError
from rest_framework.parsers import BaseParser

from disclosures.api.problems import Malformed

DEEPEST = 12
LARGEST_INTEGER = 2**53 - 1  # what every JSON reader, and RFC 8785, keeps exactly
MOST_DIGITS = len(str(LARGEST_INTEGER)) + 1


class StrictJSONParser(BaseParser):
    """UTF-8 JSON without doubled keys, fractions, huge numbers, NUL signs, half characters or deep nesting."""

    media_type = "application/json"

    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        """The body as data; ``Malformed`` otherwise."""
        del media_type, parser_context
        try:
            body = json.loads(
                stream.read().decode("utf-8"),
                parse_float=_refuse_number,
                parse_constant=_refuse_number,
                parse_int=_integer,
                object_pairs_hook=_object,
            )
        except (ValueError, RecursionError) as error:
            raise ParseError from error
        _require_plain(body, at="", depth=0)
        return body


def _refuse_number(_text: str) -> Any:
    raise Malformed("Numbers are whole numbers here.")


def _integer(text: str) -> int:
    if len(text) > MOST_DIGITS or abs(int(text)) > LARGEST_INTEGER:
        raise Malformed("A number is too large.")
    return int(text)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Malformed("A key is there twice.")
    return found


def _require_plain(value: Any, *, at: str, depth: int) -> None:
    if depth > DEEPEST:
        raise Malformed(f"Nested deeper than {DEEPEST} levels.", fields=(at,))
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= sign <= "\udfff" for sign in value):
            raise Malformed("A text holds a NUL or half a character.", fields=(at,))
    elif isinstance(value, dict):
        for name, inner in value.items():
            _require_plain(name, at=at, depth=depth)
            _require_plain(inner, at=f"{at}/{name[:80]}" if name.isprintable() else at, depth=depth + 1)
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            _require_plain(inner, at=f"{at}/{place}", depth=depth + 1)
