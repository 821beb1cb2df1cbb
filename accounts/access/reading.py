"""Reads one request as P1a lists it: address, browser, language, time, features, page, and a cookie id if allowed."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest

from accounts.access.address import client_address
from accounts.models.access_record import AccessRecord

NO_PAGE = "(no such page)"
FEATURES = ("Sec-CH-UA-Platform", "Sec-CH-UA-Platform-Version", "Sec-CH-UA-Mobile", "Sec-CH-UA-Model", "Device-Memory")
"""Headers by which browsers tell of hardware and software. The desk asks for none of them; it notes what comes."""
LONGEST = 300


def record_of(request: HttpRequest, *, subject_id: int, at: datetime) -> AccessRecord:
    """One visit, not yet written."""
    told = {name: _clean(request.headers.get(name, "")).strip('"') for name in FEATURES}
    return AccessRecord(
        subject_id=subject_id,
        at=at,
        ip_address=client_address(request),
        browser_type=_clean(request.headers.get("User-Agent", "")),
        language=_clean(request.headers.get("Accept-Language", ""))[:100],
        device_features="\n".join(f"{name.removeprefix('Sec-CH-UA-')}: {word}" for name, word in told.items() if word),
        page_requests=page_of(request),
        cookie_id=_clean(getattr(request, "allowed_cookie_id", ""))[:128],
    )


def page_of(request: HttpRequest) -> str:
    """The page's pattern: without query, and with names in place of references, which are other people's data too."""
    match = request.resolver_match
    return f"/{match.route}" if match is not None else NO_PAGE


def _clean(words: str) -> str:
    """What a database takes and a person can read, cut short."""
    return "".join(sign for sign in words if sign.isprintable())[:LONGEST]
