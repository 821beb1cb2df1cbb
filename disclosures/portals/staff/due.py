"""How long is left, or how late something is, as people say it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from disclosures.domain.clocks import Deadline, Left, local_date
from disclosures.domain.moves import Status
from disclosures.models import Case

HOURS_COUNT = timedelta(hours=24)
"""What ends sooner is said in hours."""


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline in words, and how it is to be shown: ``late``, ``soon``, ``held`` or nothing."""

    words: str
    manner: str = ""
    at: datetime | None = None


def of_case(case: Case, *, at: datetime) -> Due | None:
    """What the case waits for with a clock: our answer, theirs, or the end of the access."""
    if case.status == Status.RETURNED and case.returned_at is not None:
        return Due(_paused(at - case.returned_at), "held", case.returned_until)
    until = {
        Status.TRIAGE: case.due_at,
        Status.REVIEW: case.due_at,
        Status.WAITING_FOR_SUBJECT: case.waiting_until,
        Status.NOTICE: case.window_ends_at,
        Status.RELEASED: getattr(case, "access_until", None),
    }.get(Status(case.status))
    return None if until is None else by(until, at=at, is_ours=case.status in {Status.TRIAGE, Status.REVIEW})


def by(until: datetime, *, at: datetime, is_ours: bool = True) -> Due:
    """The time left until an end, or since it; what is not ours to do is never late."""
    deadline = Deadline(due_at=until, lines=())
    left = deadline.left(at)
    assert left is not None
    if deadline.is_late(at):
        return Due(late(until, at=at), "late" if is_ours else "", until)
    return Due(in_words(left), "soon" if is_ours and left.working_days <= 1 else "", until)


def late(due_at: datetime, *, at: datetime) -> str:
    """Since when it is late."""
    days = (local_date(at) - local_date(due_at)).days
    return ngettext("%(number)s day late", "%(number)s days late", days) % {"number": days} if days else _("late")


def in_words(left: Left) -> str:
    """What is left: hours on the last day, before that working days."""
    if left.time < HOURS_COUNT:
        hours = int(left.time.total_seconds() // 3600)
        if not hours:
            return _("less than an hour left")
        return ngettext("%(number)s hour left", "%(number)s hours left", hours) % {"number": hours}
    days = left.working_days
    if not days:
        return _("no working day left")
    return ngettext("%(number)s working day left", "%(number)s working days left", days) % {"number": days}


def _paused(since: timedelta) -> str:
    days = since.days
    return ngettext("paused %(number)s day", "paused %(number)s days", days) % {"number": days}
