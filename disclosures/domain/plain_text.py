"""Text that people write to each other: plain, so that it reads the same for both and hides nothing."""

from __future__ import annotations

import unicodedata

from disclosures.domain.errors import DeskError
from disclosures.domain.words import _

LONGEST = 4000
LAID_OUT = "\n\t\r"
TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks that show letters in another order than they stand."""


def required(text: str, *, field: str = "text") -> str:
    """The text without blank ends; ``DeskError`` where there is none, too much, or what is no plain text."""
    plain = text.strip()
    if not plain or len(plain) > LONGEST:
        raise DeskError(_("Write between 1 and 4000 characters."), fields=(field,))
    if any(_is_hidden(letter) for letter in plain):
        raise DeskError(_("Write plain text, without control characters."), fields=(field,))
    return plain


def _is_hidden(letter: str) -> bool:
    return letter in TURNING or (unicodedata.category(letter) == "Cc" and letter not in LAID_OUT)
