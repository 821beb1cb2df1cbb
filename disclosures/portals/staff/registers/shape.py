"""What a register is to its pages: how it is listed, what one page of it shows, and what can be done there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.models import User
from disclosures.domain.errors import MoveNotAllowed, NotPermitted, SamePerson
from disclosures.domain.roles import Role
from disclosures.portals.staff import acting
from paletten.shell.words import ROLES, said

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one place: words, a moment, or a tag; ``sub`` is smaller and below; ``file`` is one to open."""

    text: Any = ""
    at: datetime | None = None
    colour: str = ""
    sub: Any = ""
    href: str = ""
    file: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the page of a thing."""

    label: Words
    cell: Cell


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table below the lines."""

    title: Words
    heads: tuple[Words, ...]
    rows: tuple[tuple[Cell, ...], ...]
    empty: Words

    @property
    def labelled(self) -> list[list[tuple[Words, Cell]]]:
        """Each cell with the head of its column, which stands before it where the screen is narrow."""
        return [list(zip(self.heads, cells, strict=True)) for cells in self.rows]


@dataclass(frozen=True, slots=True)
class About:
    """One thing of a register, who reads it and when; of an act that begins one, there is no thing yet."""

    thing: Any
    by: User
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Act(acting.Act):
    """An act on a thing; ``require`` is the rule that the action asks, ``roles`` who may at all."""

    require: Callable[[About], object]
    roles: frozenset[Role]


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A tab of the list."""

    label: Promise
    of: Callable[[datetime], Q] = lambda _at: Q()


def _no_tables(_about: About) -> Iterable[Table]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """One register. ``word`` names a thing of it in addresses; the first part is what waits for somebody."""

    name: str
    word: str
    title: Promise
    says: Promise
    empty: Promise
    parts: Mapping[str, Part]
    rows: Callable[[User], QuerySet[Any]]
    find: Callable[[User, str], Any]
    ident: Callable[[Any], str]
    called: Callable[[Any], str]
    heads: tuple[Promise, ...]
    line: Callable[[Any, datetime], tuple[Cell, ...]]
    lines: Callable[[About], Iterable[Line]]
    acts: Mapping[str, Act]
    tables: Callable[[About], Iterable[Table]] = _no_tables
    begins: Act | None = None
    encloses: bool = False
    """Files belong to a thing of it, which are opened again from its page."""
    sought: tuple[str, ...] = field(default=())
    """Columns that *Find* looks in. It stands in the address, so no name of a member is among them: who looks for a
    member says why first (decision 0080)."""


SOMEBODY_ELSE = gettext_lazy("Somebody else must: you have a part in this, or did the step before it.")


def bar(act: Act, about: About) -> Words | None:
    """Why this person cannot do it, and who can; nothing where they can."""
    try:
        act.require(about)
    except SamePerson:
        return SOMEBODY_ELSE
    except NotPermitted as refusal:
        able = refusal.roles or act.roles
        if not able & about.by.roles:
            names = ", ".join(str(ROLES[role]) for role in Role if role in able)
            return _("Who can: %(roles)s.") % {"roles": names}
        return said(refusal.detail)
    except MoveNotAllowed as refusal:
        return said(refusal.detail)
    return None


def offered(register: Register, about: About) -> list[dict[str, Any]]:
    """Each act that can be done now, with the sentence that says why not where this person can't."""
    there = {name: act for name, act in register.acts.items() if act.is_there(about)}
    return [{"name": name, "act": act, "bar": bar(act, about)} for name, act in there.items()]


def person(user: Any) -> str:
    """The name of an account, or a dash."""
    return user.name if user is not None else "–"
