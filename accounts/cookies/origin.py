"""Whether a form was sent from a page of this desk, asked of the browser's own headers: no cookie is needed for it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest

SAME = "same-origin"


def came_from_here(request: HttpRequest) -> bool:
    """True when the browser says so by one of three headers, the surest first; false when it says nothing."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == SAME
    said = request.headers.get("Origin") or _origin_of(request.headers.get("Referer", ""))
    return said in {f"{request.scheme}://{request.get_host()}", *settings.CSRF_TRUSTED_ORIGINS}


def _origin_of(address: str) -> str:
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return f"{parts.scheme}://{parts.netloc}"
