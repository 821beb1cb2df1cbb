"""Serializers that take what the API documents and nothing else: no unknown keys, no numbers for words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from disclosures.domain import instants
from disclosures.domain.extents import Period

EARLIEST_YEAR, LATEST_YEAR = 1900, 2200
SHORT, LONG = 200, 4000
"""Characters of a line and of a paragraph."""


class Words(serializers.CharField):
    """Text; a number is none."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_length": SHORT, "trim_whitespace": False, **options})

    def to_internal_value(self, data: Any) -> str:
        """Refuses what is not text."""
        if not isinstance(data, str):
            self.fail("invalid")
        words: str = super().to_internal_value(data)
        return words


class Flag(serializers.BooleanField):
    """True or false; not "yes", not 1."""

    def to_internal_value(self, data: Any) -> bool:
        """Refuses what is not a JSON boolean."""
        if not isinstance(data, bool):
            self.fail("invalid", input=str(data)[:SHORT])
        return data


@extend_schema_field(OpenApiTypes.STR)
class Instant(serializers.Field):  # type: ignore[type-arg]  # no generic at run time
    """ISO 8601; a bare date is 00:00 of that day at +08:00, as everywhere at the desk."""

    default_error_messages = {"invalid": "Write a date or time in ISO 8601 between 1900 and 2200."}

    def to_internal_value(self, data: Any) -> datetime:
        """An aware time; anything else is refused."""
        try:
            at = instants.parse(data if isinstance(data, str) and len(data) < SHORT else None)
        except (ValueError, OverflowError):
            self.fail("invalid")
        if not EARLIEST_YEAR <= at.year <= LATEST_YEAR:
            self.fail("invalid")
        return at

    def to_representation(self, value: datetime) -> str | None:
        """UTC with a Z."""
        return instants.text(value)


class Strict(serializers.Serializer):  # type: ignore[type-arg]  # no generic at run time
    """A body whose unknown keys are refused by name."""

    def to_internal_value(self, data: Any) -> Any:
        """As the parent does, after looking for keys that nobody asked for."""
        if isinstance(data, Mapping):
            unknown = [name for name in data if name not in self.fields]
            if unknown:
                raise serializers.ValidationError(dict.fromkeys(unknown, "There is no such key here."))
        return super().to_internal_value(data)


def one_of(words: type[StrEnum], **options: Any) -> serializers.ChoiceField:
    """A field that takes one word of a vocabulary; labelled so that the OpenAPI document knows the vocabulary again."""
    return serializers.ChoiceField([(word.value, word.name) for word in words], **options)


def period_of(start: datetime | None, end: datetime | None) -> Period:
    """The half-open period; one that ends before it begins is refused."""
    if start is not None and end is not None and start >= end:
        raise serializers.ValidationError({"to": "The period ends before it begins."})
    return Period(start, end)
