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
    lost = missing(text)
    composed = unicodedata.normalize("NFC", text)
    return "".join(number(letter) if letter in lost else letter for letter in composed) if lost else composed


def missing(text: str) -> set[str]:
    """The characters of a text that no font has, or that print nothing."""
    letters = set(unicodedata.normalize("NFC", text))
    return {letter for letter in letters if ord(letter) not in _covered() or unicodedata.category(letter) in UNSEEN}


def number(letter: str) -> str:
    """How it is shown instead."""
    return f"[U+{ord(letter):04X}]"


@cache
def _covered() -> Collection[int]:
    covered = set[int]()
    for path in FOLDER.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            covered.update(font.getBestCmap())
    return frozenset(covered)
