"""The lattice of minimum necessary (DESIGN 3): what leaves is the meet of everything that binds an item."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum


class Detail(IntEnum):
    """How much of one value may be seen."""

    NONE = 0
    EXISTENCE = 1
    MASKED = 2
    FULL = 3

    @property
    def word(self) -> str:
        """The name used in the API, manifests and scenarios."""
        return self.name.lower()

    @classmethod
    def of(cls, word: str) -> Detail:
        """The detail named by ``word``; ``ValueError`` for any other."""
        try:
            return cls[word.upper()]
        except KeyError as unknown:
            raise ValueError(f"no such detail: {word}") from unknown


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open interval [start, end); ``None`` is open on that side. Any empty interval equals ``EMPTY``."""

    start: datetime | None = None
    end: datetime | None = None
    is_empty: bool = False

    def __post_init__(self) -> None:
        if self.is_empty or (self.start is not None and self.end is not None and self.start >= self.end):
            object.__setattr__(self, "start", None)
            object.__setattr__(self, "end", None)
            object.__setattr__(self, "is_empty", True)

    @property
    def is_all(self) -> bool:
        """True when nothing is cut."""
        return not self.is_empty and self.start is None and self.end is None

    def contains(self, at: datetime) -> bool:
        """True for an instant inside: the start belongs to it, the end does not."""
        if self.is_empty:
            return False
        return (self.start is None or self.start <= at) and (self.end is None or at < self.end)

    def __and__(self, other: Period) -> Period:
        if self.is_empty or other.is_empty:
            return EMPTY
        starts = [bound for bound in (self.start, other.start) if bound is not None]
        ends = [bound for bound in (self.end, other.end) if bound is not None]
        return Period(max(starts, default=None), min(ends, default=None))

    def __le__(self, other: Period) -> bool:
        return (self & other) == self


ALL = Period()
EMPTY = Period(is_empty=True)


@dataclass(frozen=True, slots=True)
class Extent:
    """How much of an item may leave, and of which time. Detail none and an empty period are one bottom."""

    detail: Detail
    period: Period = ALL

    def __post_init__(self) -> None:
        if self.detail is Detail.NONE or self.period.is_empty:
            object.__setattr__(self, "detail", Detail.NONE)
            object.__setattr__(self, "period", EMPTY)

    @property
    def is_nothing(self) -> bool:
        """True when nothing of the item may leave."""
        return self.detail is Detail.NONE

    def __and__(self, other: Extent) -> Extent:
        return Extent(min(self.detail, other.detail), self.period & other.period)

    def __le__(self, other: Extent) -> bool:
        return (self & other) == self


NOTHING = Extent(Detail.NONE)
EVERYTHING = Extent(Detail.FULL)
