"""Sentences for people, marked for translation here where no Django is; pages say them in their reader's language."""

from __future__ import annotations

from typing import Self


def _(words: str) -> str:
    """Marks words: ``make messages`` collects what stands between its brackets. It changes nothing."""
    return words


class Filled(str):
    """A sentence with something filled in. It still knows its pattern, of which the translation is.

    What is filled in can be such words itself, and is then translated too; anything else stays as it is.

    >>> Filled(_("Fill in: %(fields)s."), fields="purpose, items")
    'Fill in: purpose, items.'
    """

    pattern: str
    parts: dict[str, str]

    __slots__ = ("parts", "pattern")

    def __new__(cls, pattern: str, **parts: str) -> Self:
        """The sentence in English."""
        self = super().__new__(cls, pattern % parts)
        self.pattern, self.parts = pattern, parts
        return self
