"""The API's own pages, with assets from this server, under the same policy as every page."""

from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.response import Response


class ApiDocs(SpectacularSwaggerSplitView):
    """Swagger UI with its script in a file of its own and its styles in files, as the content policy wants it."""

    url_name = "schema"
    template_name = "start/api_docs.html"

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest, *args: object, **kwargs: object) -> Response:
        """Show the page, or its script."""
        answer: Response = super().get(request, *args, **kwargs)  # type: ignore[no-untyped-call]  # theirs has no types
        return answer
