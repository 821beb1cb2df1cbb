"""The complaint that an address names, for who writes or filed it; to anybody else there is none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.http import HttpRequest

from accounts.models import User
from disclosures.models import Complaint, Grievance, clock
from disclosures.policies import registers
from disclosures.queries import accusations
from disclosures.queries.standing import Word


@dataclass(frozen=True, slots=True)
class Writing:
    """A complaint that is being written, by whom and when; ``answers`` are what it says, or would say."""

    grievance: Grievance
    by: User
    at: datetime
    answers: dict[str, Any]

    def saying(self, changes: dict[str, Any]) -> Writing:
        """The same with other answers."""
        return replace(self, answers={**self.answers, **changes})


def by(request: HttpRequest) -> User:
    """The person who is signed in."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    return request.user


def writing(request: HttpRequest, reference: str) -> Writing:
    """``NotFound`` for who does not write it; it may be over."""
    user = by(request)
    own = Grievance.objects.filter(complainant=user).select_related("complaint")
    grievance = registers.only(own, reference=reference)
    return Writing(grievance, user, clock.now(), dict(grievance.answers))


@dataclass(frozen=True, slots=True)
class Mine:
    """A complaint, who filed it and when they read it."""

    complaint: Complaint
    by: User
    at: datetime

    @property
    def word(self) -> Word:
        """Where it is. Nothing here tells whether the desk knows the one complained about (DESIGN 5.9)."""
        complaint = self.complaint
        if not complaint.is_open(at=self.at):
            return Word.CLOSED
        if complaint.lapses_at is not None or self.is_invited:
            return Word.WE_NEED_SOMETHING_FROM_YOU
        return Word.BEING_CHECKED if complaint.right.qualifies(at=self.at) else Word.RECEIVED

    @property
    def is_invited(self) -> bool:
        """The other side asks for details, and the complainant did not ask that they be passed on."""
        return self.complaint.asked_at is None and accusations.asked_and_undecided(self.complaint).exists()


def complaint(request: HttpRequest, reference: str) -> Mine:
    """``NotFound`` for who did not file it, its respondent and the desk's people among them."""
    user = by(request)
    own = Complaint.objects.filter(complainant=user).select_related("right")
    return Mine(registers.only(own, reference=reference), user, clock.now())
