"""What anybody needs who checks a package without us: the public key, the commands, and a program (DESIGN 5.5)."""

from __future__ import annotations

import hashlib
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from disclosures import keyring
from disclosures.delivery.forms import verify_package

PROGRAM = Path(verify_package.__file__)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """The key, the commands that use it, and the number by which two people compare keys on the telephone."""
    words = {"title": _("Check a certificate"), "key": keyring.public_key(), "fingerprint": _fingerprint()}
    return render(request, "visitors/certificate_key.html", words)


@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """The key as a file."""
    del request
    return _file("key.pem", "application/x-pem-file", keyring.public_key().encode())


@require_safe
def program(request: HttpRequest) -> HttpResponse:
    """The program that checks a package where there is no openssl."""
    del request
    return _file(PROGRAM.name, "text/x-python; charset=utf-8", PROGRAM.read_bytes())


def _file(name: str, media_type: str, content: bytes) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=media_type, headers=headers)


def _fingerprint() -> str:
    """SHA-256 of the key as DER, in fours."""
    public = keyring.signing_key().public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    digest = hashlib.sha256(public).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, len(digest), 4))
