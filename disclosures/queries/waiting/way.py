"""One way in which something waits: what waits so, since when, until when, and who is to act."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property
from typing import Any

from django.db.models import (
    CharField,
    DateTimeField,
    Expression,
    ExpressionWrapper,
    F,
    IntegerField,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast

from accounts.models import User
from disclosures.domain.words import _
from disclosures.models.case import CaseQuerySet
from disclosures.policies import visibility


class Actor(StrEnum):
    """Who is to act, so that it waits no longer."""

    MEMBER = "member"
    REQUESTER = "requester"
    RECIPIENT = "recipient"
    COUNTERPARTY = "counterparty"
    COMPLAINANT = "complainant"
    PARTNER = "partner"
    LEGAL_STAFF = "legal_staff"
    SUPERVISOR = "supervisor"
    PRIVACY_OFFICER = "privacy_officer"
    ADMINISTRATOR = "administrator"
    GRANTER = "granter"
    NOBODY = "nobody"  # it ends by its clock


ACTORS = {
    Actor.MEMBER: _("the member"),
    Actor.REQUESTER: _("who asked"),
    Actor.RECIPIENT: _("the recipient"),
    Actor.COUNTERPARTY: _("the other side"),
    Actor.COMPLAINANT: _("the complainant"),
    Actor.PARTNER: _("the partner"),
    Actor.LEGAL_STAFF: _("legal staff"),
    Actor.SUPERVISOR: _("counsel or a privacy officer"),
    Actor.PRIVACY_OFFICER: _("a privacy officer"),
    Actor.ADMINISTRATOR: _("an administrator"),
    Actor.GRANTER: _("an administrator or a privacy officer; for a complainant any legal staff"),
    Actor.NOBODY: _("nobody: it ends by its clock"),
}


@dataclass(frozen=True)
class Reader:
    """Who looks, and when. Contributors take what they show from here, so that nobody meets their own affairs."""

    by: User
    at: datetime

    @property
    def cases(self) -> CaseQuerySet:
        """The cases to whose parties the reader does not belong, by any account (DESIGN 5.10)."""
        return visibility.cases_worked_by(self.by)

    @cached_property
    def accounts(self) -> frozenset[int]:
        """Every account of this natural person: records about any of them are left out."""
        return self.by.accounts


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A contributor: a queryset of what waits so, and where its columns stand.

    ``rows`` gives only what still waits and what the reader may know of; what nobody ended yet stays there, late.
    ``due_at`` is never empty, and no two rows have the same ``reference`` and ``due_at``.
    """

    kind: str
    says: str
    who: Actor
    about: str
    rows: Callable[[Reader], QuerySet[Any]]
    reference: str | Expression
    since: str | Expression
    due_at: str | Expression
    code: str | Expression = ""

    def columns(self, reader: Reader, *, place: int) -> QuerySet[Any, dict[str, Any]]:
        """The rows in the shape that all ways share, ready to be joined to those of the others."""
        found: QuerySet[Any, dict[str, Any]] = (
            self.rows(reader)
            .order_by()
            .annotate(
                w_place=Cast(Value(place), IntegerField()),
                w_reference=Cast(_column(self.reference), CharField()),
                w_since=_time(self.since),
                w_due_at=_time(self.due_at),
                w_code=Cast(_column(self.code) if self.code else Value(""), CharField()),
            )
            .values("w_place", "w_reference", "w_since", "w_due_at", "w_code")
        )
        return found


def _column(named: str | Expression) -> Any:
    return F(named) if isinstance(named, str) else named


def _time(named: str | Expression) -> Any:
    """As it is kept: SQLite's cast would cut it to milliseconds, and no place would be equal to its own row."""
    return ExpressionWrapper(_column(named), output_field=DateTimeField())
