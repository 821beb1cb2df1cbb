"""Reads what a filing says beyond the common fields: known keys and proper types; the rest is asked at `submit`."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from rest_framework.serializers import ValidationError

from disclosures.api.fields import EARLIEST_YEAR, LATEST_YEAR, LONG, SHORT
from disclosures.domain.basis import Basis
from disclosures.domain.instants import parse
from disclosures.domain.particulars import Particular, Shape

DURATION = re.compile(r"P(?=.)(\d{1,3}W|(\d{1,3}D)?(T\d{1,3}H)?)")
MOST_ITEMS = 60
INSTRUMENT = ("kind", "number", "issued_at", "statute", "items", "period", "may_tell", "hold_until", "hold_paper")
EMERGENCY = ("danger", "how_data_help")


def read(basis: Basis, written: Mapping[str, Any]) -> dict[str, Any]:
    """The particulars as the filing keeps them. A key that the clause does not know is refused by name."""
    known = {particular.name: particular for particular in basis.particulars}
    unknown = [name for name in written if name not in known]
    if unknown:
        raise ValidationError(dict.fromkeys(unknown, "This clause does not ask for it."))
    return {name: _read(known[name], value) for name, value in written.items()}


def _read(particular: Particular, value: Any) -> Any:
    if value is None:
        return None
    try:
        return READERS[particular.shape](value)
    except ValidationError as error:
        raise ValidationError({particular.name: error.detail}) from error


def _line(value: Any) -> str:
    return _text(value, most=SHORT)


def _text(value: Any, *, most: int = LONG) -> str:
    if not isinstance(value, str):
        raise ValidationError("Write text.")
    if len(value) > most:
        raise ValidationError(f"Write at most {most} characters.")
    return value


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValidationError("Say true or false.")
    return value


def _instant(value: Any) -> str:
    """Text; what is a date must be one that every calendar of the desk can hold."""
    text = _line(value)
    try:
        year = parse(text).year
    except (ValueError, OverflowError):
        return text
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValidationError(f"Write a date between {EARLIEST_YEAR} and {LATEST_YEAR}.")
    return text


def _duration(value: Any) -> str:
    text = _line(value)
    if not DURATION.fullmatch(text):
        raise ValidationError("Write days or hours, like P14D or PT36H.")
    return text


def _words(value: Any) -> list[str]:
    if not isinstance(value, list) or len(value) > MOST_ITEMS:
        raise ValidationError(f"Write a list of at most {MOST_ITEMS} names.")
    return [_line(word) for word in value]


def _period(value: Any) -> list[str]:
    bounds = value if isinstance(value, list) else []
    if len(bounds) != 2:  # noqa: PLR2004 - a pair
        raise ValidationError("Write the period as [from, to].")
    texts = [_instant(bound) for bound in bounds]
    try:
        start, end = (parse(text) for text in texts)
    except (ValueError, OverflowError):
        raise ValidationError("Write both ends as dates or times in ISO 8601.") from None
    if start >= end:
        raise ValidationError("The period ends before it begins.")
    return texts


def _sentences(value: Any) -> dict[str, str]:
    if not isinstance(value, dict) or len(value) > MOST_ITEMS:
        raise ValidationError("Write a sentence for each item, by its key.")
    return {_line(name): _text(sentence) for name, sentence in value.items()}


def _parts(names: tuple[str, ...]) -> Callable[[Any], dict[str, Any]]:
    def read_parts(value: Any) -> dict[str, Any]:
        if not isinstance(value, dict):
            raise ValidationError("Write an object.")
        unknown = [name for name in value if name not in names]
        if unknown:
            raise ValidationError(dict.fromkeys(unknown, "There is no such key here."))
        found = {}
        for name, inner in value.items():
            try:
                found[name] = None if inner is None else PARTS[name](inner)
            except ValidationError as error:
                raise ValidationError({name: error.detail}) from error
        return {name: inner for name, inner in found.items() if inner is not None}

    return read_parts


PARTS: Mapping[str, Callable[[Any], Any]] = {
    "kind": _line,
    "number": _line,
    "issued_at": _instant,
    "statute": _line,
    "items": _words,
    "period": _period,
    "may_tell": _flag,
    "hold_until": _instant,
    "hold_paper": _line,
    "danger": _text,
    "how_data_help": _text,
}

READERS: Mapping[Shape, Callable[[Any], Any]] = {
    Shape.TEXT: _text,
    Shape.CHOICE: _line,
    Shape.FLAG: _flag,
    Shape.INSTANT: _instant,
    Shape.DURATION: _duration,
    Shape.ORGANISATION: _line,
    Shape.REFERENCE: _line,
    Shape.INSTRUMENT: _parts(INSTRUMENT),
    Shape.EMERGENCY: _parts(EMERGENCY),
    Shape.SENTENCES: _sentences,
}
