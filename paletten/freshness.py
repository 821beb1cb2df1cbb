"""Lets no browser and nothing on the way keep a page: what it shows is somebody's, or changes."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class FreshnessMiddleware:
    """Sets ``no-store`` on every answer that does not say otherwise; static files are answered before it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, not to be kept."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        return response
