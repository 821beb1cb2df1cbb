"""Letters that the shipped fonts cannot print are printed as their code point: never dropped, never a blank box."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from functools import cache
from pathlib import Path

from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent / "fonts"
UNSEEN = frozenset({"Cc", "Cf", "Co", "Cs", "Cn", "Zl", "Zp"})
"""Characters that print nothing, or turn what is around them: a name may not hide one."""


def printable(text: str) -> str:
    """The text in NFC with every character that has no glyph as ``[U+1F600]``."""
    return "".join(
        letter if ord(letter) in _covered() and unicodedata.category(letter) not in UNSEEN else f"[U+{ord(letter):04X}]"
        for letter in unicodedata.normalize("NFC", text)
    )


@cache
def _covered() -> Collection[int]:
    covered = set[int]()
    for path in FOLDER.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)
