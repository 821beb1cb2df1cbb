"""Official domains of mail: which can stand for an organisation at all, and which imitate one that is registered."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from publicsuffixlist import PublicSuffixList

from disclosures.domain.mail_domains import looks
from disclosures.domain.mail_domains.public import PUBLIC_MAIL

LABEL: Final = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)")
LONGEST: Final = 253
ENCODED: Final = "xn--"
SUFFIXES: Final = PublicSuffixList()


class Trouble(StrEnum):
    """Why a domain cannot stand for an organisation."""

    NOT_A_DOMAIN = "not_a_domain"
    OTHER_ALPHABET = "other_alphabet"
    ANYBODYS_SUFFIX = "anybodys_suffix"
    PUBLIC_MAIL = "public_mail"


@dataclass(frozen=True, slots=True)
class Likeness:
    """Registered domains that a reader could take for this one, and those merely near it."""

    same_to_the_eye: tuple[str, ...]
    near: tuple[str, ...]


def normalised(domain: str) -> str:
    """In small letters, without space around it, a leading @ or a closing dot."""
    return domain.strip().lower().removeprefix("@").removesuffix(".")


def trouble(domain: str) -> Trouble | None:
    """Why a normalised domain is refused; ``None`` when it can be an organisation's own.

    Letters of other alphabets are refused, encoded or not: nobody can tell by eye which letter stands there.
    """
    if not domain.isascii() or any(label.startswith(ENCODED) for label in domain.split(".")):
        return Trouble.OTHER_ALPHABET
    if len(domain) > LONGEST or "." not in domain or not all(LABEL.fullmatch(label) for label in domain.split(".")):
        return Trouble.NOT_A_DOMAIN
    if _own(domain) is None:
        return Trouble.ANYBODYS_SUFFIX
    return Trouble.PUBLIC_MAIL if {domain, _own(domain)} & PUBLIC_MAIL else None


def likeness(domain: str, *, registered: Iterable[str]) -> Likeness:
    """How a domain stands to those of the register; siblings below one owner's domain are no imitations."""
    own = _own(domain) or domain
    others = sorted({other for other in registered if other and _own(other) != own})
    same = tuple(other for other in others if _is_imitated(own, _own(other) or other))
    near = tuple(other for other in others if other not in same and _is_near(domain, own, _own(other) or other))
    return Likeness(same_to_the_eye=same, near=near)


def _own(domain: str) -> str | None:
    """What its owner registered, one label above the public suffix; ``None`` for a suffix itself."""
    found: str | None = SUFFIXES.privatesuffix(domain)
    return found


def _is_imitated(own: str, other: str) -> bool:
    """Spelled otherwise and looking the same, under whatever suffix; spelled the same under another is only near."""
    mine, theirs = (name.partition(".")[0] for name in (own, other))
    return looks.skeleton(own) == looks.skeleton(other) or (
        mine != theirs and looks.skeleton(mine) == looks.skeleton(theirs)
    )


def _is_near(domain: str, own: str, other: str) -> bool:
    """The same name under another suffix, one letter away, or the other's name worked into this one."""
    mine, theirs = (looks.skeleton(name.partition(".")[0]) for name in (own, other))
    return mine == theirs or looks.one_apart(mine, theirs) or looks.holds(looks.skeleton(domain), theirs)
