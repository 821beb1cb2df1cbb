"""What differs between two versions, clause by clause and word by word (P0b)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from accounts.terms.wording import Clause, Wording, number_of

# A word, white space, or one sign; Chinese has no spaces, so each of its characters is a word.
WORDS = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+|\s+|.", re.DOTALL)


class Change(StrEnum):
    """What became of a piece of text, or of a whole clause."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of words that stayed, came or went."""

    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One clause in both versions."""

    id: str
    change: Change
    heading: tuple[Piece, ...]
    text: tuple[Piece, ...]

    @property
    def number(self) -> str:
        """As people cite it."""
        return number_of(self.id)


def between(old: Wording, new: Wording) -> tuple[ClauseChange, ...]:
    """Every clause of either version, in the new one's order; what was removed stands where it stood."""
    before, after = ({one.id: one for one in wording.clauses} for wording in (old, new))
    return tuple(_clause(before.get(ident), after.get(ident)) for ident in _order(old.ids, new.ids))


def _order(old: tuple[str, ...], new: tuple[str, ...]) -> list[str]:
    order = list(new)
    for place, ident in enumerate(old):
        if ident not in order:
            earlier = old[place - 1] if place else None
            order.insert(order.index(earlier) + 1 if earlier else 0, ident)
    return order


def _clause(old: Clause | None, new: Clause | None) -> ClauseChange:
    known = new or old
    assert known is not None
    heading = pieces(old.heading if old else "", new.heading if new else "")
    text = pieces(old.text if old else "", new.text if new else "")
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.REMOVED
    else:
        change = Change.SAME if old == new else Change.CHANGED
    return ClauseChange(known.id, change, heading, text)


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """The words of both, each marked as kept, removed or added; a replaced run is removed first, then added."""
    return tuple(_pieces(old, new))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    before, after = WORDS.findall(old), WORDS.findall(new)
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Piece(Change.SAME, "".join(after[new_from:new_to]))
            continue
        if old_to > old_from:
            yield Piece(Change.REMOVED, "".join(before[old_from:old_to]))
        if new_to > new_from:
            yield Piece(Change.ADDED, "".join(after[new_from:new_to]))
