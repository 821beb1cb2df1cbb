"""How a value of a scenario file may be written: each shape names what is wrong with a value, and where it stands.

Nothing at all (``null``) fits every shape: a key that is left empty is a key that is absent.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol

from disclosures.domain.instants import parse


class Shape(Protocol):
    """Something a value either fits or not."""

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """One sentence for each thing that does not fit."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words, also such as YAML reads as a number, a date, or true or false: ``reason: no`` is one."""

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """What is no text."""
        if not isinstance(value, str | int | float | date | None):
            yield f"{where}: a text is wanted"


@dataclass(frozen=True, slots=True)
class Flag:
    """True or false."""

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """What is neither."""
        if not isinstance(value, bool | None):
            yield f"{where}: true or false is wanted"


@dataclass(frozen=True, slots=True)
class Instant:
    """An ISO 8601 time; a bare date is 00:00 of that day."""

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """What cannot be read as a time."""
        try:
            if value is not None:
                parse(value)
        except ValueError:
            yield f"{where}: not a time: {value}"


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a vocabulary."""

    known: Collection[str]

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """A word that is not in it."""
        if value is not None and (not isinstance(value, str) or value not in self.known):
            yield f"{where}: no such code: {value}"


@dataclass(frozen=True, slots=True)
class Several:
    """A list; with a length when it must have one."""

    of: Shape
    exactly: int | None = None

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """What is no list, or holds what does not fit."""
        if value is None:
            return
        if not isinstance(value, list) or (self.exactly is not None and len(value) != self.exactly):
            yield f"{where}: a list{f' of {self.exactly}' if self.exactly else ''} is wanted"
            return
        for number, inner in enumerate(value, 1):
            yield from self.of.wrong(inner, f"{where} {number}")


@dataclass(frozen=True, slots=True)
class Named:
    """A map from names to things of one shape; a name that YAML reads as a number or a date is none."""

    of: Shape
    by: Shape | None = None

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """What is no map, or holds what does not fit."""
        if value is None:
            return
        if not isinstance(value, Mapping):
            yield f"{where}: a mapping is wanted"
            return
        for name, inner in value.items():
            if not isinstance(name, str):
                yield f"{where}: a name is a text, write it in quotes: {name}"
            elif self.by is not None:
                yield from self.by.wrong(name, where)
            yield from self.of.wrong(inner, f"{where}.{name}")


@dataclass(frozen=True, slots=True)
class Record:
    """A map with known keys only."""

    fields: Mapping[str, Shape]
    required: Collection[str] = ()

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """Unknown keys, missing ones, and what does not fit."""
        if value is None and not self.required:
            return
        if not isinstance(value, Mapping):
            yield f"{where}: a mapping is wanted"
            return
        if unknown := [str(key) for key in value if key not in self.fields]:
            yield f"{where}: no such key: {', '.join(unknown)}"
        if missing := sorted(key for key in self.required if key not in value):
            yield f"{where}: missing {', '.join(missing)}"
        for key, inner in value.items():
            if key in self.fields:
                yield from self.fields[key].wrong(inner, f"{where}.{key}")


@dataclass(frozen=True, slots=True)
class Verb:
    """One line: a verb, and the words that go with it."""

    verbs: Mapping[str, Record]

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """No verb or two, an unknown one, or words that do not fit it."""
        if not isinstance(value, Mapping) or len(value) != 1:
            yield f"{where}: each line is one verb"
            return
        verb, words = next(iter(value.items()))
        if verb not in self.verbs:
            yield f"{where}: no such verb: {verb}"
            return
        yield from self.verbs[verb].wrong({} if words is None else words, f"{where} {verb}")


@dataclass(frozen=True, slots=True)
class Either:
    """A map or a list of one shape each, or else something of a third."""

    other: Shape
    mapping: Shape | None = None
    several: Shape | None = None

    def wrong(self, value: Any, where: str) -> Iterator[str]:
        """What does not fit the one it looks like."""
        fitting = self.mapping if isinstance(value, Mapping) else self.several if isinstance(value, list) else None
        return (fitting or self.other).wrong(value, where)
