"""Says to browsers that the desk heeds the Global Privacy Control signal (P2c)."""

from __future__ import annotations

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

SINCE = "2026-11-25"
"""When the desk began to; a later meaning of the signal is told by a later date."""


@require_safe
def support(request: HttpRequest) -> JsonResponse:
    """The support resource that the signal's specification asks for."""
    del request
    return JsonResponse({"gpc": True, "lastUpdate": SINCE})
