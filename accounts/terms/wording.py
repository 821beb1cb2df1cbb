"""The wording of a version: its clauses in every language, and what must be true of it before it is published."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import DEFAULT_DB_ALIAS

from accounts.models import Language, PolicyText, PolicyVersion

LETTERED = re.compile(r"[A-Z](\d+)([a-z]?)")


def number_of(ident: str) -> str:
    """A clause's id as people cite it: ``P3a`` is 3(a), ``S12`` is 12."""
    found = LETTERED.fullmatch(ident)
    return f"{found[1]}({found[2]})" if found and found[2] else found[1] if found else ident


@dataclass(frozen=True, slots=True)
class Clause:
    """One numbered piece of a document. Its id is the same in every language and version."""

    id: str
    heading: str
    text: str

    @property
    def number(self) -> str:
        """As people cite it."""
        return number_of(self.id)

    @property
    def paragraphs(self) -> list[str]:
        """Its lines."""
        return self.text.splitlines()


@dataclass(frozen=True, slots=True)
class Wording:
    """A whole document in one language."""

    title: str
    clauses: tuple[Clause, ...]

    @property
    def ids(self) -> tuple[str, ...]:
        """Which clauses it has, in order."""
        return tuple(clause.id for clause in self.clauses)


def read(*, title: str, clauses: Sequence[Mapping[str, str]]) -> Wording:
    """A wording from what was stored or sent; the lines of a clause are its paragraphs."""
    return Wording(
        title=title,
        clauses=tuple(Clause(row["id"], row["heading"].strip(), row["text"].strip()) for row in clauses),
    )


def written(wording: Wording) -> list[dict[str, str]]:
    """The clauses as they are stored."""
    return [{"id": one.id, "heading": one.heading, "text": one.text} for one in wording.clauses]


def faults(texts: Mapping[str, Wording]) -> tuple[str, ...]:
    """What keeps these texts from being one version: a language missing, clauses that differ, a piece left empty."""
    found = [f"texts.{language}" for language in Language.values if language not in texts]
    orders = {wording.ids for wording in texts.values()}
    if len(orders) > 1:
        found.append("clauses")
    for language, wording in texts.items():
        whole = wording.title and wording.clauses and len(set(wording.ids)) == len(wording.ids)
        if not whole or not all(one.id and one.heading and one.text for one in wording.clauses):
            found.append(f"texts.{language}")
    return tuple(dict.fromkeys(found))


def keep(*, version: PolicyVersion, texts: Mapping[str, Wording], using: str = DEFAULT_DB_ALIAS) -> None:
    """Writes the texts of a version, inside the caller's transaction."""
    PolicyText.objects.using(using).bulk_create(
        PolicyText(version=version, language=language, title=text.title, clauses=written(text))
        for language, text in texts.items()
    )
