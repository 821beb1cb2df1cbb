"""Asks members at every page whether they agreed to what is in force, and heeds their browser's signal.

The API asks at its own door (``MayUseDesk``); both ask the one table (``disclosures.policies.acceptance``).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from disclosures import policies
from disclosures.actions import preferences
from disclosures.domain.errors import AcceptanceMissing
from disclosures.models import clock
from disclosures.policies.acceptance import ASKED
from disclosures.policies.doors import api, pages
from disclosures.policies.signals import is_signalled
from disclosures.queries import preferences as kept


class AgreementMiddleware:
    """Leads whoever has still to agree to the page where they can (P0c)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """The page that asks, instead of the one that waits for the answer."""
        del view, args, kwargs
        route = request.resolver_match.route if request.resolver_match else ""
        if route.startswith((api.ROOT, pages.ADMIN)) or not request.user.is_authenticated:
            return None
        if not request.user.roles & ASKED:
            return None
        at = clock.now()
        _heed_signal(request, at=at)
        try:
            policies.require_door(by=request.user, method=request.method or "", route=route, at=at)
        except AcceptanceMissing:
            back = request.get_full_path() if request.method in {"GET", "HEAD"} else reverse("start")
            return HttpResponseRedirect(f"{reverse('agreement')}?{urlencode({'next': back})}")
        return None


def _heed_signal(request: HttpRequest, *, at: datetime) -> None:
    """A Global Privacy Control signal counts from the first page that brings it (P2c)."""
    user = request.user
    if not user.is_authenticated or not is_signalled(request.headers) or not policies.can_act(user):
        return
    if kept.of(user).signal_at is None:
        preferences.heed_signal(by=user, at=at)
