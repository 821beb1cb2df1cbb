"""What every view of the API has: a strict body, the time of the request, and who asks."""

from __future__ import annotations

import functools
from datetime import datetime
from typing import Any, TypeVar

from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from accounts.models import Scope, User
from disclosures.api import idempotency
from disclosures.api.authentication import moment
from disclosures.api.problems import Malformed

Body = TypeVar("Body", bound="Serializer[Any]")


class DeskView(APIView):
    """Parse, one domain call, present."""

    scope = Scope.ACT
    answers_suspended = False
    serves_engagements = False  # whether a token of one engagement may come here; then the view shows no more than that
    tells_a_secret = False  # whether an answer holds what is kept nowhere, so that no Idempotency-Key keeps it either

    @property
    def at(self) -> datetime:
        """When this request is answered, by the database's clock; an act is recorded under it."""
        return moment(self.request)

    @property
    def by(self) -> User:
        """Who asks."""
        user = self.request.user
        assert isinstance(user, User)
        return user

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Nothing that the desk answers is kept on the way, refusals included."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Cache-Control", "no-store")
        return answer

    def body(self, reader: type[Body]) -> Any:
        """The body as ``reader`` understands it; ``Malformed`` where it does not."""
        data = self.request.data
        if not isinstance(data, dict):
            raise Malformed("Send one JSON object.")
        return _kept(reader).run_validation(data)

    def sent(self, request: Request) -> bytes:
        """What an ``Idempotency-Key`` stands for beside the address: the body as it came."""
        plain = request._request  # noqa: SLF001 - the bytes as they came
        return plain.body

    def again(self, *, ident: str, **names: Any) -> Response:
        """The answer to an act that was done while its answer was lost; ``ident`` names what the ledger says it was.

        A view whose acts answer with a thing presents that thing.
        """
        del ident, names
        raise idempotency.DoneAlready


@functools.cache
def _kept(reader: type[Serializer[Any]]) -> Serializer[Any]:
    """One of each: a reader keeps nothing of what it reads, and making one copies every field that it has."""
    return reader()


__all__ = ["DeskView", "Request", "Response"]
