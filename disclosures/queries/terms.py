"""Which versions of the policy and the agreement apply, are announced, and what this person agreed to (P0b, P0c)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import DateTimeField

from accounts.composed import Composed, Given
from accounts.models import Document, PolicyText, PolicyVersion
from accounts.terms import wording
from accounts.terms.wording import Wording

AT: Any = Given("at", DateTimeField())
IN_FORCE = Composed(
    lambda: PolicyVersion.objects.in_force(at=AT).filter(document=Document.PRIVACY_POLICY).values_list("number")
)


def current(*, at: datetime) -> dict[Document, PolicyVersion]:
    """The version of each document in force."""
    return {Document(one.document): one for one in PolicyVersion.objects.in_force(at=at)}


def in_force_for_a_filing(*, at: datetime) -> str:
    """What a case keeps of the policy it is filed under; with its basis's revision that is the whole of the rules."""
    ((number,),) = IN_FORCE.rows(at=at)
    return str(number)


def texts_of(version: PolicyVersion) -> dict[str, Wording]:
    """The wording in every language."""
    found = PolicyText.objects.filter(version=version)
    return {row.language: wording.read(title=row.title, clauses=row.clauses) for row in found}


def text_of(version: PolicyVersion, *, language: str) -> Wording:
    """The wording in one language."""
    row = PolicyText.objects.get(version=version, language=language)
    return wording.read(title=row.title, clauses=row.clauses)
