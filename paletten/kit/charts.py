"""Bars as a picture made on the server: no script, no style attribute; the table of the same numbers goes under it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

WIDTH, EDGE = 360, 4
BAR, GAP, LINE = 11, 9, 17
SHORT = 9
"""Characters of a label that stands beside its bars; a longer one stands above them."""
BESIDE, NUMBER = 66, 44
CLASSES = ("pc-bar", "pc-bar pc-bar--second")


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar, in the picture's own units."""

    x: int
    y: int
    width: float
    kind: str
    number: int

    @property
    def after(self) -> float:
        """Where its number begins."""
        return round(self.x + self.width + 5, 1)

    @property
    def foot(self) -> int:
        """Where its number stands."""
        return self.y + BAR - 1


@dataclass(frozen=True, slots=True)
class Row:
    """What one label has: a bar for each series."""

    label: str
    y: int
    bars: tuple[Bar, ...]


def bars(*, says: str, series: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]) -> SafeString:
    """One or two bars for each row, as wide as their numbers; ``says`` is the picture's name for who cannot see it."""
    is_above = any(len(label) > SHORT for label, _numbers in rows)
    legend = list(_legend(series)) if len(series) > 1 else []
    made = list(_rows(rows, is_above=is_above, top=len(legend) * LINE + (GAP if legend else 0)))
    height = made[-1].bars[-1].y + BAR + GAP if made else 0
    words = {"says": says, "rows": made, "legend": legend, "width": WIDTH, "height": height, "thick": BAR}
    return render_to_string("kit/bars.html", words)


def _legend(series: Sequence[str]) -> Iterator[tuple[str, str, int]]:
    for place, name in enumerate(series):
        yield CLASSES[place], name, place * LINE + EDGE


def _rows(rows: Sequence[tuple[str, Sequence[int]]], *, is_above: bool, top: int) -> Iterator[Row]:
    left = EDGE if is_above else BESIDE
    most = max((number for _label, numbers in rows for number in numbers), default=0) or 1
    y = top + EDGE
    for label, numbers in rows:
        label_at = y + BAR
        y += LINE if is_above else 0
        made = []
        for kind, number in zip(CLASSES, numbers, strict=False):
            width = round((WIDTH - left - NUMBER) * number / most, 1)
            made.append(Bar(left, y, width, kind, number))
            y += BAR + 2
        y += GAP
        yield Row(label, label_at, tuple(made))
