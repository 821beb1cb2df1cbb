"""Who asks: the holder of a bearer token; a session is REST framework's own business."""

from __future__ import annotations

from datetime import datetime

from django.db.models import CharField
from django.http import HttpRequest
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from accounts.composed import Composed, Given
from accounts.models import Reach, Token, User
from accounts.models.token import digest_of
from disclosures.api import wrong_tokens
from disclosures.models import clock

SCHEME = "bearer"
LONGEST = 200


def moment(request: Request | HttpRequest) -> datetime:
    """The time of this request by the database's clock, read once."""
    plain = request._request if isinstance(request, Request) else request  # noqa: SLF001 - the one object both share
    found: datetime | None = getattr(plain, "desk_moment", None)
    if found is None:
        found = clock.now()
        plain.desk_moment = found  # type: ignore[attr-defined]  # kept on the request
    return found


HOLDER = Composed(
    lambda: Token.objects.filter(digest=Given("digest", CharField())).select_related(
        "user__organisation", "bond__engagement"
    )
)
"""The token of a digest, alive or not, with its person: one question, for it is put at every request."""


class BearerAuthentication(BaseAuthentication):
    """``Authorization: Bearer …``. A token ends with its person; what suspended people may is the views' affair."""

    def authenticate(self, request: Request) -> tuple[User, Token] | None:
        """Returns person and token; ``None`` when there is no such header.

        A wrong token, an ended one and one of an ended engagement are refused by one and the same answer.
        """
        scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != SCHEME:
            return None
        secret = secret.strip()
        if not secret or len(secret) > LONGEST or not secret.isascii():
            raise _refused(request)
        at = moment(request)
        token = HOLDER.first(digest=digest_of(secret=secret))
        if token is None or not token.is_live(at=at) or not _narrow(token, at=at):
            raise _refused(request)
        Token.objects.mark_used(token=token, at=at)
        return token.user, token

    def authenticate_header(self, request: Request) -> str:
        """Makes a missing sign-in a 401 that says how."""
        return 'Bearer realm="desk"'


def _refused(request: Request) -> Exception:
    return Throttled(wait=wrong_tokens.SECONDS) if wrong_tokens.are_too_many(request) else AuthenticationFailed()


def _narrow(token: Token, *, at: datetime) -> bool:
    """Narrows the person of this request to the token's engagement, if it has one; false when that is over (P2a)."""
    bond = getattr(token, "bond", None)
    if bond is not None:
        token.user.reach = Reach(bond.engagement_id, bond.engagement.name)
    return bond is None or bond.is_live(at=at)


class BearerScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # registers itself
    """How the OpenAPI document names it."""

    target_class = BearerAuthentication
    name = "bearer"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        """HTTP bearer; the token says nothing to anybody but the desk."""
        return {"type": "http", "scheme": "bearer"}
