"""How the reader stands to a case, and the six words in which outsiders are told where it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from enum import StrEnum

from accounts.models import User
from disclosures.domain.moves import Status
from disclosures.models import Case
from disclosures.policies import visibility
from disclosures.queries import possible


class Standing(StrEnum):
    """Whom a reader is to a case; an outsider can be several."""

    DESK = "desk"
    REQUESTER = "requester"
    RECIPIENT = "recipient"
    SUBJECT = "subject"


class Word(StrEnum):
    """Where a case is, as outsiders are told."""

    RECEIVED = "received"
    BEING_CHECKED = "being_checked"
    WE_NEED_SOMETHING_FROM_YOU = "we_need_something_from_you"
    DECIDED = "decided"
    READY_FOR_YOU = "ready_for_you"
    CLOSED = "closed"


TOLD: Mapping[Status, Word] = {
    Status.DRAFT: Word.WE_NEED_SOMETHING_FROM_YOU,
    Status.TRIAGE: Word.RECEIVED,
    Status.WAITING_FOR_SUBJECT: Word.BEING_CHECKED,
    Status.RETURNED: Word.WE_NEED_SOMETHING_FROM_YOU,
    Status.REVIEW: Word.BEING_CHECKED,
    Status.NOTICE: Word.BEING_CHECKED,
    Status.APPROVED: Word.BEING_CHECKED,
    Status.RELEASE_FAILED: Word.BEING_CHECKED,
    Status.RELEASED: Word.DECIDED,
    Status.REFUSED: Word.DECIDED,
    Status.WITHDRAWN: Word.CLOSED,
    Status.CLOSED: Word.CLOSED,
}
"""A requester cannot tell a member who is asked from a review, so not whether there is such a member (DESIGN 5.9)."""


def standings(
    case: Case, *, by: User, about_them: Collection[int], at_desk: Collection[int] = ()
) -> tuple[Standing, ...]:
    """Whom ``by`` is to the case, by number: ``about_them`` ask for their own data, ``at_desk`` they read as the desk.

    Who works here and is a party is told what any party is, and nothing of what the desk keeps (DESIGN 5.10).
    """
    if case.pk in at_desk:
        return (Standing.DESK,)
    home = by.organisation_id
    requester = by.person == case.filed_by.person or (home is not None and home == case.requester_organisation_id)
    recipient = by.pk == case.recipient_user_id or (home is not None and home == case.recipient_organisation_id)
    found = {
        Standing.REQUESTER: requester,
        Standing.RECIPIENT: recipient,
        Standing.SUBJECT: case.pk in about_them,
    }
    return tuple(standing for standing, holds in found.items() if holds)


def read_at_desk(cases: Collection[Case], *, by: User) -> frozenset[int]:
    """Which of these cases ``by`` reads as the desk does, by number; one query for all, none for outsiders."""
    if not possible.works_cases(by):
        return frozenset()
    read = visibility.cases_read_at_desk_by(by).filter(pk__in=[case.pk for case in cases])
    return frozenset(read.values_list("pk", flat=True))


def word_for(case: Case, *, standing: Collection[Standing], at: datetime) -> Word:
    """The status as an outsider is told it."""
    status = Status(case.status)
    if status is Status.RELEASED and Standing.RECIPIENT in standing:
        return Word.READY_FOR_YOU
    if Standing.SUBJECT in standing and Standing.REQUESTER not in standing:
        return _word_for_subject(case, status, at=at)
    return TOLD[status]


def _word_for_subject(case: Case, status: Status, *, at: datetime) -> Word:
    """A member is needed where they are asked, or may still object; what waits on the requester is not theirs."""
    asked = status is Status.WAITING_FOR_SUBJECT and case.waiting_until is not None and at < case.waiting_until
    if asked:
        return Word.WE_NEED_SOMETHING_FROM_YOU
    return Word.BEING_CHECKED if status is Status.RETURNED else TOLD[status]
