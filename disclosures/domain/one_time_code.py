"""The code that is mailed to a recipient before their browser opens a release: its form, and how far it goes."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

GOOD_FOR: Final = timedelta(minutes=10)
"""From its sending."""
TRIES: Final = 5
"""Of one code, the right one included."""
UNLOCKS_FOR: Final = timedelta(minutes=30)
"""So long the browser that typed it opens the release."""
MOST_ASKED: Final = 5
"""Codes for one release and one person within ``COUNTED_OVER``."""
COUNTED_OVER: Final = timedelta(hours=1)
AT_ONCE: Final = timedelta(seconds=20)
"""Who asks again so soon pressed twice: the code that is on its way is meant."""

_LETTERS: Final = "BCDFGHJKLMNPQRSTVWXZ"
"""Consonants: no word comes out, and nothing looks like a digit."""
_LENGTH: Final = 8
_HALF: Final = _LENGTH // 2


def from_secret(secret: bytes) -> str:
    """The code that a keyed hash stands for, as ``BCDF-GHJK``: one of 20⁸, none of them likelier than another."""
    rest, letters = int.from_bytes(secret), ""
    for _ in range(_LENGTH):
        rest, place = divmod(rest, len(_LETTERS))
        letters += _LETTERS[place]
    return f"{letters[:_HALF]}-{letters[_HALF:]}"


def as_typed(text: str) -> str:
    """What somebody typed, as a code is written: small letters, spaces and a missing dash are forgiven."""
    letters = "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())
    return f"{letters[:_HALF]}-{letters[_HALF:]}"
