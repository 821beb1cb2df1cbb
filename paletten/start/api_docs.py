"""The API's own pages, with assets from this server and a policy that lets its one script run."""

from typing import Any

from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.response import Response

# The viewer sets styles on its elements and draws its icons from data: addresses; everything else stays shut.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class ApiDocs(SpectacularSwaggerSplitView):
    """Swagger UI with its script in a file of its own, as a content policy wants it."""

    url_name = "schema"

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Response:
        """Show the page, or its script."""
        response: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]  # theirs has no types
        response.headers["Content-Security-Policy"] = POLICY
        return response
