"""Masks that leave some characters of a value, and never all of them."""

from __future__ import annotations

from disclosures.domain.masking.hidden import HIDDEN

_LAST = 4


def first_letter(value: str) -> str:
    """As "m…" for "mei"; nothing of a value of one letter."""
    text = value.strip()
    return text[0] + HIDDEN if len(text) > 1 else HIDDEN


def last_four(value: str) -> str:
    """The last four letters or digits, fewer where that would be more than half of them: "…4321"."""
    return last(value, most=_LAST)


def last(value: str, *, most: int) -> str:
    """The last letters or digits, at most so many and at most half of all."""
    shown = "".join(filter(str.isalnum, value))
    number = min(most, len(shown) // 2)
    return HIDDEN + shown[len(shown) - number :]
