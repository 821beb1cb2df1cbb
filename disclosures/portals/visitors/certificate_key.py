"""The public half of the key that signs certificates, for whoever checks a package without us (DESIGN 5.5)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures import keyring


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The key, and the two commands that use it."""
    words = {"title": _("Check a certificate"), "key": keyring.public_key()}
    return render(request, "visitors/certificate_key.html", words)
