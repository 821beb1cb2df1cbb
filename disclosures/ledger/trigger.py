"""What a trigger and a dialect of triggers are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trigger:
    """One trigger: where it stands, the statements that (re)create it, and what the catalogue says when it is right."""

    table: str
    name: str
    create: Sequence[str]
    state: str


@dataclass(frozen=True, slots=True)
class Dialect:
    """All triggers of one database; `inspect` is a query of (table, name, state) that finds those present."""

    triggers: Sequence[Trigger]
    inspect: str
