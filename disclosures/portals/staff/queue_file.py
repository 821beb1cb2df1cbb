"""The queue as a table: what the filters show, without anybody's data; that it was taken away is written down first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from accounts.models import Organisation, User
from disclosures.actions import lookings
from disclosures.domain import spreadsheets
from disclosures.models import Case, clock
from disclosures.portals.staff.queue import row_of, wanted_of
from disclosures.queries import queue

MOST = 10_000
"""Lines of one table."""
NAME = "queue.csv"


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """The same rows in the same order as on the page; a recipient is named where it is an organisation."""
    assert isinstance(request.user, User)  # the table of doors lets nobody else in
    by, at = request.user, clock.now()
    wanted = wanted_of(request.POST, by=by)
    lines = [_line(case, at=at) for case in queue.rows(by, wanted, at=at)[:MOST]]
    lookings.take_queue_away(by=by, at=at, tab=wanted.tab, basis=wanted.basis, status=wanted.status, lines=len(lines))
    content = spreadsheets.written(list(_head()), lines).encode()
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _head() -> Iterator[str]:
    yield from (_("Reference"), _("Clause"), _("Recipient"), _("Where it is"), _("Outcome"), _("Filed"), _("Until"))
    yield from (_("Left"), _("Signatures"), _("With whom"), _("Taken"))


def _line(case: Case, *, at: datetime) -> list[str]:
    row = row_of(case, at=at)
    recipient = case.recipient
    due = row["due"]
    return [
        case.reference,
        f"{case.rules.clause} {row['clause']}",
        recipient.name if isinstance(recipient, Organisation) else "",
        str(row["status"]),
        str(row["outcome"]),
        _when(case.submitted_at),
        _when(due.at) if due else "",
        due.words if due else "",
        row["signed"],
        " / ".join(str(role) for role in row["with"]),
        _("Yes") if row["taken_by"] else _("No"),
    ]


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else ""
