"""Reads how much of an item is meant: a detail word, or detail with a period where values have a time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.serializers import ValidationError

from disclosures.api.fields import Instant, period_of
from disclosures.domain.catalogue import ItemKey, is_series
from disclosures.domain.extents import ALL, Detail, Extent, Period

KEYS = [key.value for key in ItemKey]
DETAILS = [detail.word for detail in Detail]
EXTENT = {
    "oneOf": [
        {"type": "string", "enum": DETAILS},
        {
            "type": "object",
            "properties": {
                "detail": {"type": "string", "enum": DETAILS},
                "from": {"type": "string", "description": "ISO 8601"},
                "to": {"type": "string", "description": "ISO 8601, exclusive"},
            },
            "additionalProperties": False,
        },
    ]
}
ASKS = {
    "oneOf": [
        {"type": "array", "items": {"type": "string", "enum": KEYS}},
        {"type": "object", "properties": dict.fromkeys(KEYS, EXTENT), "additionalProperties": False},
    ],
    "description": "A list of items, each in full, or a map of item to detail or {detail, from, to}.",
}


def read_item(word: object) -> ItemKey:
    """A key of the catalogue."""
    if not isinstance(word, str) or word not in KEYS:
        raise ValidationError("The catalogue has no such item.")
    return ItemKey(word)


def read_extent(item: ItemKey, written: object) -> Extent:
    """A detail word, or ``{detail, from, to}``; in full and of all time where it says nothing else."""
    detail, period = read_part(item, written)
    return Extent(Detail.FULL if detail is None else detail, ALL if period is None else period)


def read_part(item: ItemKey, written: object) -> tuple[Detail | None, Period | None]:
    """Detail and period, each ``None`` where it is not named; only a series has a period."""
    if not isinstance(written, Mapping):
        return _detail(written), None
    unknown = [name for name in written if name not in {"detail", "from", "to"}]
    if unknown:
        raise ValidationError(dict.fromkeys(unknown, "There is no such key here."))
    start, end = (Instant().run_validation(written[name]) if written.get(name) else None for name in ("from", "to"))
    if (start or end) and not is_series(item):
        raise ValidationError("Only access records have a period.")
    detail = _detail(written["detail"]) if "detail" in written else None
    return detail, period_of(start, end) if start or end else None


def _detail(word: object) -> Detail:
    if word not in DETAILS:
        raise ValidationError(f"Write one of {', '.join(DETAILS)}.")
    return Detail.of(str(word))


@extend_schema_field(ASKS)
class Asks(serializers.Field):  # type: ignore[type-arg]  # no generic at run time
    """The items asked, or granted."""

    def to_internal_value(self, data: Any) -> dict[ItemKey, Extent]:
        """Each item with its extent."""
        if isinstance(data, list):
            return {self._at(str(place), read_item, word): Extent(Detail.FULL) for place, word in enumerate(data)}
        if not isinstance(data, dict):
            raise ValidationError("Write a list of items, or a map of item to detail.")
        return {
            self._at(str(word), read_item, word): self._at(
                str(word), lambda given, w=word: read_extent(w, given), extent
            )
            for word, extent in data.items()
        }

    def _at(self, place: str, read: Any, value: Any) -> Any:
        try:
            return read(value)
        except ValidationError as error:
            raise ValidationError({place: error.detail}) from error


class Item(serializers.ChoiceField):
    """One key of the catalogue."""

    def __init__(self, **options: Any) -> None:
        super().__init__([(key.value, key.name) for key in ItemKey], **options)

    def to_internal_value(self, data: Any) -> ItemKey:
        """The key."""
        return read_item(data)


@extend_schema_field(EXTENT)
class Raw(serializers.Field):  # type: ignore[type-arg]  # no generic at run time
    """An extent whose item is named beside it."""

    def to_internal_value(self, data: Any) -> Any:
        """As it came; ``read_extent`` reads it with the item."""
        return data
