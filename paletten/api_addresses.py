"""An API address means the same with and without its last slash: a redirect would lose the body of a POST."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

API = "/api/"


class ApiAddressMiddleware:
    """Reads ``/api/v1/cases`` as ``/api/v1/cases/``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds the slash before the address is looked up."""
        if request.path_info.startswith(API) and not request.path_info.endswith("/"):
            request.path_info += "/"
            request.path += "/"
        return self.get_response(request)
