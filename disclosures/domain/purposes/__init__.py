"""Purposes: when two are the same words (P3a), and which one is never accepted (P2a)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from disclosures.domain.purposes import chinese, english

__all__ = ["is_bundle", "is_forbidden", "normalised"]

_INVISIBLE: Final = "Cf"
_BETWEEN_PURPOSES: Final = re.compile(r"[;\n\r\u2028\u2029]")
"""What sets two purposes apart; a full-width semicolon is folded into the plain one first."""


def normalised(purpose: str) -> str:
    """The purpose in one spelling: compatibility forms, case and white space folded, invisible signs taken out."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", purpose).casefold())
    seen = "".join(sign for sign in folded if unicodedata.category(sign) != _INVISIBLE)
    return " ".join(seen.split())


def is_forbidden(purpose: str) -> bool:
    """Whether the purpose is to sell, rent or trade members' data (P2a).

    It is when the whole purpose says no more than that, or when such a word has members' data for its
    object. A purpose that speaks about a sale, as a dispute or an inquiry does, is not one of sale.
    """
    words = normalised(purpose)
    return english.is_forbidden(words) or chinese.is_forbidden(words)


def is_bundle(purpose: str) -> bool:
    """Whether it lists several purposes, which need a consent each (P3a): set apart by a semicolon or on lines."""
    parts = _BETWEEN_PURPOSES.split(unicodedata.normalize("NFKC", purpose))
    return len([part for part in parts if part.strip()]) > 1
