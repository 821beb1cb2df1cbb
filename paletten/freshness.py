"""Lets no browser and nothing on the way keep a page: what it shows is somebody's, or changes."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

NO_STORE = "no-store"


class FreshnessMiddleware:
    """Sets ``no-store`` on every answer but static files, whatever a view says."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, not to be kept."""
        response = self.get_response(request)
        if not (_is_file(request) and "Cache-Control" in response.headers):
            response.headers["Cache-Control"] = NO_STORE
        return response


def _is_file(request: HttpRequest) -> bool:
    """True below the address of static files, which the files' own server answers; its refusals name no age."""
    return request.path_info.startswith(f"/{settings.STATIC_URL.strip('/')}/")
