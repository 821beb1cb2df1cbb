"""The one row that an address names by a number nobody can guess."""

from __future__ import annotations

from typing import TypeVar
from uuid import UUID

from django.db.models import Model, QuerySet

from disclosures.domain.errors import NotFound
from disclosures.policies import registers

Row = TypeVar("Row", bound=Model)


def by_uuid(rows: QuerySet[Row], **named: str) -> Row:
    """``NotFound`` for what is no such number, and for what the reader may not know of."""
    try:
        found = {name: UUID(word) for name, word in named.items()}
    except ValueError:
        raise NotFound from None
    return registers.only(rows, **found)
