"""Everything on the member's pages about their data and others, as a file: CSV for spreadsheets, PDF to print."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accounts.models import Consent, User
from disclosures.delivery.forms import statement
from disclosures.delivery.forms.statement import Statement
from disclosures.domain import spreadsheets
from disclosures.models import clock
from disclosures.portals.members import asker, words
from disclosures.queries import about_member, disclosures
from disclosures.queries.disclosures import Disclosure

Line = tuple[str, str, str, str, str, str, str]
NAME = "my-data-and-others"
WIDTHS = (4, 4, 4, 5, 7, 5, 4)


def _head() -> Line:
    return _("When"), _("What"), _("Request"), _("Who"), _("Which data, or what was done"), _("Why"), _("Until")


@require_safe
def as_csv(request: HttpRequest) -> HttpResponse:
    """One line for each thing that happened."""
    by, at = asker.of(request), clock.now()
    content = spreadsheets.written(_head(), _lines(by, at=at))
    return _file(content.encode(), ending="csv", media_type="text/csv; charset=utf-8")


@require_safe
def as_pdf(request: HttpRequest) -> HttpResponse:
    """The same lines to print and to file."""
    by, at = asker.of(request), clock.now()
    rows = list(_lines(by, at=at))
    nobody = _("Nobody outside Paletten Camera has received your data from us.")
    says = [_("About: %(name)s") % {"name": by.name}, *([] if disclosures.shown_to(by, at=at).exists() else [nobody])]
    content = statement.as_pdf(
        Statement(title=_("Your data and others"), says=says, head=_head(), widths=WIDTHS, rows=rows, made_at=at)
    )
    return _file(content, ending="pdf", media_type="application/pdf")


def _file(content: bytes, *, ending: str, media_type: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{NAME}.{ending}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _lines(by: User, *, at: datetime) -> Iterator[Line]:
    """What left and what stayed, requests without a release, consents, the desk's people; each the newest first."""
    releases = [*disclosures.live(by, at=at), *disclosures.ended(by, at=at)]
    for one in disclosures.of(releases, by=by):
        yield from _of_release(one, at=at)
    for case in about_member.without_release(by, at=at):
        state = str(words.OVER.get(case.status, _("Being decided")))
        yield _when(case.submitted_at), state, case.reference, words.recipient(case), "", words.clause(case), ""
    for consent in Consent.objects.filter(subject=by).prefetch_related("items").order_by("-given_at", "-pk"):
        items = "; ".join(words.left({"item": row.item, "detail": row.detail}) for row in consent.items.all())
        end = consent.withdrawn_at or consent.until
        yield (
            _when(consent.given_at),
            _("Consent given"),
            "",
            consent.recipient_as_agreed,
            items,
            consent.purpose,
            _when(end),
        )
    for act in about_member.staff_acts(by, at=at):
        yield (
            _when(act.at),
            _("At the desk"),
            act.reference,
            words.role(act.role),
            str(words.STAFF_ACTS[act.event]),
            "",
            "",
        )


def _of_release(one: Disclosure, *, at: datetime) -> Iterator[Line]:
    release, case = one.release, one.release.case
    common = (case.reference, words.recipient(case))
    left = "; ".join(words.left(row) for row in one.released)
    why = f"{words.clause(case)} ({case.rules.clause}); {words.ground(case)}"
    until = _when(one.ended_at(at=at) or release.grant.until)
    yield _when(release.released_at), _("Left"), *common, left, why, until
    for row in one.withheld:
        reason = str(words.REASONS.get(row["reason"], ""))
        yield _when(release.released_at), _("Withheld"), *common, words.item(row["item"]), reason, ""
    for yes in about_member.signed(release):
        yield _when(yes.at), _("Signed"), case.reference, words.role(yes.role), words.step(yes.step), "", ""
    for opening in about_member.openings(release):
        yield _when(opening.at), _("Opened"), *common, "", "", ""


def _when(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else ""
