"""Case references such as TX-4TQ8-ZK3M: random, without look-alike letters, the last one a check.

The check is a weighted sum modulo 29. Every place has its own weight and every character its own
value, so that any one wrong character and any two that changed places are found.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import unicodedata
from itertools import chain, count
from string import ascii_uppercase
from typing import Final

ALPHABET: Final = "3456789ACDEFGHJKMNPQRTVWXYZ"
"""Without 0 O, 1 I L, 2 (like Z), B (like 8), S (like 5) and U (like V)."""
_MODULUS: Final = 29
_RANDOM_LETTERS: Final = 7
_GROUP: Final = 4
_ONLY_IN_PREFIX: Final = (letter for letter in ascii_uppercase if letter not in ALPHABET)
_FREE: Final = chain(range(len(ALPHABET), _MODULUS), range(_MODULUS))
_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)} | dict(zip(_ONLY_IN_PREFIX, _FREE, strict=False))
"""Letters that only a prefix has take the two values left over, then those of the digits, which no prefix has."""
_FORM: Final = re.compile(rf"[A-Z]{{2}}-[{ALPHABET}]{{4}}-[{ALPHABET}]{{4}}")
_PREFIX: Final = re.compile(r"[A-Z]{2}")
_LENGTH: Final = 10


def make(prefix: str) -> str:
    """A new random reference; the prefix is two capital letters, else ValueError."""
    return made_of(prefix, seed=secrets.token_bytes(32))


def made_of(prefix: str, *, seed: bytes) -> str:
    """The reference of this seed: the same seed gives the same, so that what is sent twice is made once."""
    if not _PREFIX.fullmatch(prefix):
        raise ValueError("A prefix is two capital letters.")
    for turn in count():
        drawn = int.from_bytes(hashlib.sha256(seed + turn.to_bytes(4)).digest())
        letters = prefix + "".join(
            ALPHABET[drawn // len(ALPHABET) ** place % len(ALPHABET)] for place in range(_RANDOM_LETTERS)
        )
        check = -_sum(letters + ALPHABET[0]) % _MODULUS
        if check < len(ALPHABET):
            return _grouped(letters + ALPHABET[check])
    raise AssertionError  # pragma: no cover - counting has no end


def is_valid(reference: str) -> bool:
    """Whether the reference has its proper form and its check letter fits; whether it exists is not asked."""
    return _FORM.fullmatch(reference) is not None and _sum(reference.replace("-", "")) == 0


def normalise(text: str) -> str:
    """What somebody typed, in the proper form as far as it has one: case, spaces and dashes do not matter."""
    signs = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text))).upper()
    return _grouped(signs) if len(signs) == _LENGTH else signs


def _sum(letters: str) -> int:
    """The weighted sum; the check letter, which is the last, weighs one."""
    return sum(weight * _VALUES[sign] for weight, sign in enumerate(reversed(letters), start=1)) % _MODULUS


def _grouped(signs: str) -> str:
    return f"{signs[:2]}-{signs[2 : 2 + _GROUP]}-{signs[2 + _GROUP :]}"
