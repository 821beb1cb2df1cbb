"""Refuses every address that the table of doors does not name, and asks at each page who enters: denied by default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed

from disclosures.domain.errors import NotPermitted
from disclosures.policies import doors
from disclosures.policies.doors import api, pages
from paletten.shell import kept_form, problems


class DoorMiddleware:
    """Asks at the door of a page; the API asks at its own, after it has read the token (``MayUseDesk``)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """``Http404`` where no door is, the sign-in page for strangers, a page that says who can for others."""
        del view, args, kwargs
        match = request.resolver_match
        route = match.route if match else ""
        if route.startswith((pages.ADMIN, api.ROOT)):
            return None
        door = doors.find(route=route, method=request.method or "")
        if door is None:
            if methods := doors.methods_of(route=route):
                return HttpResponseNotAllowed(methods)
            raise Http404
        if door.is_open or door.lets_in(request.user):
            return None
        if not request.user.is_authenticated:
            return kept_form.of(request) or redirect_to_login(request.get_full_path())
        return problems.show(request, status=403, code=NotPermitted.code, roles=door.roles)
