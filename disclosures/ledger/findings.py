"""What a verification can find, in words for a person who must act on it."""

from dataclasses import dataclass
from enum import StrEnum


class Damage(StrEnum):
    """What kind of damage was found."""

    CHECKPOINT = "checkpoint"  # the log is not what a signed checkpoint says
    DELETED = "deleted"
    EDITED = "edited"
    HEAD = "head"  # the head row is not the last entry
    INSERTED = "inserted"
    REORDERED = "reordered"
    UNGUARDED = "unguarded"  # a trigger is missing: nothing is damaged yet, but it could be


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: where (chain and seq, when it is about an entry), what, and a sentence."""

    damage: Damage
    sentence: str
    chain: str = ""
    seq: int | None = None

    def __str__(self) -> str:
        place = f"{self.chain} entry {self.seq}: " if self.seq is not None else f"{self.chain}: " if self.chain else ""
        return f"{self.damage}: {place}{self.sentence}"
