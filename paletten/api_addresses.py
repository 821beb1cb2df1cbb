"""An API address means the same with and without its last slash: a redirect would lose the body of a POST."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import is_valid_path

API = "/api/"


class ApiAddressMiddleware:
    """Reads ``/api/v1/cases`` as ``/api/v1/cases/``."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Adds the slash before the address is looked up."""
        path = request.path_info
        if path.startswith(API) and not path.endswith("/") and not is_valid_path(path) and is_valid_path(f"{path}/"):
            request.path_info += "/"
            request.path += "/"
        return self.get_response(request)
