"""The start page, and in a demo the mails that were written to disk."""

import email
import email.policy
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from paletten.start import status

NEWEST = 200  # mails on the list


@require_safe
def show_start(request: HttpRequest) -> HttpResponse:
    """Show what is running and where to go; a production desk tells strangers the ways in only."""
    parts = []
    if settings.DESK_DEMO:
        asked = (status.ask_database, status.ask_broker, status.ask_workers, status.ask_given_up, status.describe_mail)
        parts = [ask() for ask in asked]
    return render(request, "start/start.html", {"parts": parts, "is_demo": settings.DESK_DEMO})


@require_safe
def list_mails(request: HttpRequest) -> HttpResponse:
    """List the newest mails of a demo."""
    # A mail's name is that of its notice, which says nothing about time; the file's own time does.
    whole = _mail_folder().glob("[!.]*.eml")  # one that is being written has a dot before its name
    paths = sorted(whole, key=lambda path: path.stat().st_mtime, reverse=True)[:NEWEST]
    mails = [{"name": path.stem, **_shown(_read(path))} for path in paths]
    return render(request, "start/mails.html", {"mails": mails})


@require_safe
def show_mail(request: HttpRequest, name: str) -> HttpResponse:
    """Show one mail of a demo as text."""
    path = _mail_folder() / f"{name}.eml"  # the address allows no slash and no dot at the start
    if not path.is_file():
        raise Http404
    mail = _read(path)
    body = mail.get_body(preferencelist=("plain",))
    text = body.get_content() if body is not None else ""
    return render(request, "start/mail.html", _shown(mail) | {"text": text})


def _shown(mail: EmailMessage) -> dict[str, Any]:
    """What a page says of a mail: its head, and its date as a time, which has the desk's zone."""
    written: datetime | None = getattr(mail["Date"], "datetime", None)  # none where there is no date, or an odd one
    if written is not None and written.tzinfo is None:
        written = written.replace(tzinfo=UTC)  # "-0000" is UTC of a sender who does not tell his own zone
    return {"mail": mail, "at": written}


def _mail_folder() -> Path:
    """Return the folder, in a demo only: mails name cases, and a start page knows nobody."""
    if not settings.DESK_DEMO or settings.EMAIL_BACKEND != "paletten.mail.EmlFolder":
        raise Http404
    return Path(settings.DESK_MAIL_DIR)


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
