"""What a visitor allowed the browser to keep, and the one cookie that remembers a yes (P5a, P5b, P5c)."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings

COOKIE, VISITOR = f"{settings.COOKIE_PREFIX}cookie_choice", f"{settings.COOKIE_PREFIX}visitor"
KEPT = timedelta(days=180)
"""How long a yes counts."""
VISITOR_ID = re.compile(r"[0-9a-f]{32}")


class Category(StrEnum):
    """What a cookie is for."""

    NECESSARY = "necessary"
    FUNCTIONAL = "functional"
    PROMOTIONAL = "promotional"


@dataclass(frozen=True, slots=True)
class CookieChoice:
    """What this browser may keep. ``category in choice`` asks; nothing is allowed until somebody says so."""

    allowed: frozenset[Category] = frozenset()
    visitor: str = ""

    def __contains__(self, category: object) -> bool:
        return category in self.allowed

    @property
    def is_yes(self) -> bool:
        """Whether anything was allowed. A no and no answer are the same here: neither is remembered."""
        return bool(self.allowed)

    @property
    def visitor_id(self) -> str:
        """The random name of a browser that allowed promotional cookies, a catalogue item (P5c); else nothing."""
        return self.visitor if Category.PROMOTIONAL in self else ""


def category_of(name: str) -> Category | None:
    """What one of the desk's cookies is for; a cookie that nobody listed is for nothing and is never set."""
    return {
        settings.SESSION_COOKIE_NAME: Category.NECESSARY,
        settings.CSRF_COOKIE_NAME: Category.NECESSARY,
        settings.LANGUAGE_COOKIE_NAME: Category.FUNCTIONAL,
        VISITOR: Category.PROMOTIONAL,
    }.get(name)


def may_be_set(name: str, *, choice: CookieChoice) -> bool:
    """Whether this cookie may be set: the memory of a yes with any yes, every other with its own category."""
    return choice.is_yes if name == COOKIE else category_of(name) in choice


def read(cookies: Mapping[str, str]) -> CookieChoice:
    """The choice that came with a request; what cannot be read is no yes."""
    known = {category.value for category in Category}
    said = [word for word in cookies.get(COOKIE, "").split(".") if word in known]
    visitor = cookies.get(VISITOR, "")
    return CookieChoice(frozenset(Category(word) for word in said), visitor if VISITOR_ID.fullmatch(visitor) else "")


def written(allowed: Iterable[Category]) -> str:
    """The value of the one cookie."""
    return ".".join(category.value for category in Category if category in set(allowed))


def a_visitor() -> str:
    """A new random name for a browser; it says nothing about anybody."""
    return uuid.uuid4().hex
