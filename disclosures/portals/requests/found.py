"""The request that an address names, for those who asked; to anybody else there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.http import HttpRequest

from accounts.models import User
from disclosures.domain import references
from disclosures.domain.moves import Status
from disclosures.models import Case, clock
from disclosures.policies import visibility
from disclosures.queries import possible, standing
from disclosures.queries.standing import Standing, Word

NO_CASE = "XX-0000-0000"
"""No case has this reference: what cannot be one is looked for all the same."""


@dataclass(frozen=True)
class Found:
    """A request, who asks for it and when."""

    case: Case
    by: User
    at: datetime

    @property
    def is_open(self) -> bool:
        """True while what it asks can still be changed."""
        return self.case.status in possible.EDITABLE

    @property
    def is_draft(self) -> bool:
        """True before it was ever filed."""
        return self.case.status == Status.DRAFT

    @cached_property
    def standing(self) -> tuple[Standing, ...]:
        """Whom the reader is to it: who asked, and perhaps the recipient too."""
        return standing_of(self.case, by=self.by)

    @property
    def word(self) -> Word:
        """Where it is, as they are told."""
        return standing.word_for(self.case, standing=self.standing, at=self.at)

    @cached_property
    def verbs(self) -> frozenset[str]:
        """What this person can do to it now."""
        return frozenset(possible.possible(self.case, by=self.by, at=self.at))


def standing_of(case: Case, *, by: User) -> tuple[Standing, ...]:
    """As one who asked, whatever other roles they hold."""
    also = standing.standings(case, by=by, about_them=())
    return (Standing.REQUESTER, *(one for one in also if one is Standing.RECIPIENT))


def of(request: HttpRequest, reference: str) -> Found:
    """``NotFound`` for who did not ask, and for what there is not."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    proper = references.normalise(reference[:40])
    known = proper if references.is_valid(proper) else NO_CASE
    by, at = request.user, clock.now()
    return Found(visibility.case_asked_by(by, reference=known, at=at), by, at)
