"""The start page, and in a demo the mails that were written to disk."""

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

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
        parts = [status.ask_database(), status.ask_broker(), status.ask_workers(), status.describe_mail()]
    return render(request, "start/start.html", {"parts": parts, "is_demo": settings.DESK_DEMO})


@require_safe
def list_mails(request: HttpRequest) -> HttpResponse:
    """List the newest mails of a demo."""
    # A mail's name is that of its notice, which says nothing about time; the file's own time does.
    paths = sorted(_mail_folder().glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)[:NEWEST]
    mails = [{"name": path.stem, "mail": _read(path)} for path in paths]
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
    return render(request, "start/mail.html", {"mail": mail, "text": text})


def _mail_folder() -> Path:
    """Return the folder, in a demo only: mails name cases, and a start page knows nobody."""
    if not settings.DESK_DEMO or settings.EMAIL_BACKEND != "paletten.mail.EmlFolder":
        raise Http404
    return Path(settings.DESK_MAIL_DIR)


def _read(path: Path) -> EmailMessage:
    return email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
