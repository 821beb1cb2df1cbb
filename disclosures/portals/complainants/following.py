"""Your complaints: where each is, in the six words of outsiders, what the other side answered, what next (P3e)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from disclosures.delivery.forms import statement
from disclosures.delivery.forms.statement import Statement
from disclosures.domain.evidence.kinds import EvidenceKind
from disclosures.models import Complaint, Grievance, clock
from disclosures.models.complaint import SUIT_WINDOW
from disclosures.portals import enclosing, files
from disclosures.portals.complainants import found, rights
from disclosures.portals.complainants.acts import ACTS
from disclosures.portals.complainants.found import Mine
from disclosures.portals.complainants.tasks.evidence import ENCLOSED
from disclosures.portals.complainants.tasks.passing_on import preview
from disclosures.portals.files import Place
from disclosures.portals.requests.words import COLOURS, WORDS
from disclosures.queries import drafts

ROWS = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Those that are being written, and those that are filed."""
    by = found.by(request)
    filed = Complaint.objects.filter(complainant=by).select_related("right").order_by("-opened_at", "-pk")[:ROWS]
    at = clock.now()
    writing = Grievance.objects.filter(complainant=by, complaint=None, dropped_at=None)
    context = {
        "title": _("Your complaints"),
        "writing": [(one, drafts.kept_until(one)) for one in writing.order_by("-saved_at")],
        "rows": [_row(Mine(complaint, by, at)) for complaint in filed],
    }
    return render(request, "complainants/overview.html", context)


def _row(mine: Mine) -> dict[str, Any]:
    word = mine.word
    return {"complaint": mine.complaint, "word": WORDS[word], "colour": COLOURS[word]}


@require_safe
def show(request: HttpRequest, reference: str) -> HttpResponse:
    """One complaint."""
    mine = found.complaint(request, reference)
    complaint = mine.complaint
    context = {
        "title": _("Your complaint %(reference)s") % {"reference": complaint.reference},
        **_row(mine),
        "right": rights.words(complaint.right),
        "right_row": rights.row(complaint.right, at=mine.at),
        "nexts": list(nexts(mine)),
        "acts": [(name, act) for name, act in ACTS.items() if act.is_there(mine)],
        "files": enclosing.rows(complaint, by=mine.by),
        "is_open": complaint.is_open(at=mine.at),
        "seen": _seen(mine) if complaint.asked_at else [],
        "lines": list(_lines(complaint)),
        "written": complaint.messages.order_by("at", "pk"),
    }
    return render(request, "complainants/complaint.html", context)


def _seen(mine: Mine) -> list[dict[str, Any]]:
    complaint = mine.complaint
    return preview(mine, right_text=complaint.right_text, statement=complaint.statement, ticked=complaint.pass_on)


@require_safe
def filed(request: HttpRequest, reference: str) -> HttpResponse:
    """Where filing ends: the reference, and what happens next."""
    mine = found.complaint(request, reference)
    context = {"title": _("Your complaint is filed"), **_row(mine), "nexts": list(nexts(mine))}
    return render(request, "complainants/filed.html", context)


def nexts(mine: Mine) -> Iterator[str]:
    """What comes next, with its dates; the same sentences whoever is complained about."""
    complaint = mine.complaint
    if not complaint.is_open(at=mine.at):
        yield _("It is closed, and its measures are lifted. What is new belongs to a new complaint.")
        return
    if mine.is_invited:
        yield _("The other side asks for your details. Nothing goes to them unless you ask for it yourself.")
    if complaint.lapses_at is not None:
        yield _("Read the counter-statement. Without word of a suit from you the complaint closes %(at)s.") % {
            "at": said(complaint.lapses_at)
        }
        return
    if complaint.suit_notified_at is not None:
        yield _("You gave word of a suit, so the complaint stays open.")
        return
    if not complaint.right.qualifies(at=mine.at):
        yield _("The desk checks the proof of your right. You need do nothing.")
    yield _("The one you complain about is told, without your name, %(at)s.") % {"at": said(complaint.opened_at)}
    yield _("You are told if they let you read an answer; then you have %(days)s days to give word of a suit.") % {
        "days": SUIT_WINDOW.days
    }


def _lines(complaint: Complaint) -> Iterator[tuple[datetime, str]]:
    """What happened, the newest first; of the other side only what they let the complainant know."""
    events = (
        (complaint.opened_at, _("Filed")),
        (complaint.asked_at, _("You asked that your details be passed on")),
        (complaint.counter_reached_at, _("The other side answered")),
        (complaint.suit_notified_at, _("You gave word of a suit")),
        (complaint.closed_at, _("Withdrawn") if complaint.withdrawn_at else _("Closed")),
    )
    yield from sorted(((at, says) for at, says in events if at is not None), reverse=True)


def said(at: datetime) -> str:
    """A moment in words, with its zone."""
    return date_format(localtime(at), r"Y-m-d H:i \U\T\CO")


@require_safe
def receipt(request: HttpRequest, reference: str) -> HttpResponse:
    """That it was filed, as a PDF to keep."""
    mine = found.complaint(request, reference)
    complaint = mine.complaint
    rows = [
        (_("Reference"), complaint.reference),
        (_("Filed"), said(complaint.opened_at)),
        (_("Right"), complaint.right_text),
        (_("Complained about"), complaint.respondent_name),
        *((_("Listing"), listing) for listing in complaint.listings),
        (_("Why they infringe it"), complaint.statement),
        *((_("File"), f"{file['name']} · SHA-256 {file['sha256']}") for file in enclosing.rows(complaint, by=mine.by)),
    ]
    content = statement.as_pdf(
        Statement(
            title=_("Receipt of your complaint"),
            says=[_("This receipt says that the complaint came to us. It decides nothing.")],
            head=(_("What"), _("As you filed it")),
            widths=(2, 6),
            rows=rows,
            foot=_("Kept by whom it was made for."),
            made_at=mine.at,
        )
    )
    headers = {"Content-Disposition": f'attachment; filename="{complaint.reference}.pdf"'}
    return HttpResponse(content, content_type="application/pdf", headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def send_files(request: HttpRequest, reference: str) -> HttpResponse:
    """More files, while it is open."""
    mine = found.complaint(request, reference)
    place = Place(
        thing=mine.complaint,
        by=mine.by,
        caption=mine.complaint.reference,
        title=_("Evidence files"),
        says=ENCLOSED,
        here=reverse("complaint-files", args=[mine.complaint.reference]),
        back=reverse("complaint", args=[mine.complaint.reference]),
        kind=EvidenceKind.OTHER,
        takes=mine.complaint.is_open(at=mine.at),
        gives_back=False,
    )
    return files.page(request, place)


@require_POST
def open_again(request: HttpRequest, reference: str, file_id: Any) -> StreamingHttpResponse:
    """One of the files, to who brought it."""
    mine = found.complaint(request, reference)
    return files.give_out(request, mine.complaint, by=mine.by, ident=file_id)
