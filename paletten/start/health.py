"""What load balancers ask: does the process live, and may it be given requests."""

from django.http import HttpRequest
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from paletten.start import status

ANSWER = {"type": "object", "additionalProperties": {"type": "string"}}


class Health(APIView):
    """Answers anybody, and tells nothing but states."""

    authentication_classes = ()
    permission_classes = ()
    throttle_classes = ()


class Live(Health):
    """The process answers."""

    @extend_schema(operation_id="health_live", responses={200: ANSWER}, auth=[], tags=["health"])
    def get(self, _request: HttpRequest) -> Response:
        """Say that this process answers; nothing else is asked."""
        return Response({"status": status.State.OK})


class Ready(Health):
    """The desk can take requests."""

    @extend_schema(
        operation_id="health_ready",
        responses={200: ANSWER, 503: OpenApiResponse(ANSWER, description="The database is not ready.")},
        auth=[],
        tags=["health"],
    )
    def get(self, _request: HttpRequest) -> Response:
        """Say whether requests can be served; a broken broker only delays, so it never makes this fail."""
        parts = [status.ask_database(), status.ask_broker()]
        states = {part.name: part.state.value for part in parts}
        failed = status.State.FAILED in {part.state for part in parts}
        overall = next((part.state for part in parts if part.state is not status.State.OK), status.State.OK)
        return Response({"status": overall, **states}, status=503 if failed else 200)
