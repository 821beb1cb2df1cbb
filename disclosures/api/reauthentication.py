"""Whether somebody proved a moment ago who they are: asked before a secret is made, so that a stolen cookie makes none.

Signing in counts as proof, and so does confirming it under ``/account/reauthenticate/``; a token proves nothing.
"""

from __future__ import annotations

from datetime import timedelta

from rest_framework.request import Request

from accounts.models import Token
from accounts.sign_in import proofs
from disclosures.domain.errors import SignInAgain

LASTS = timedelta(minutes=5)


def require(request: Request) -> None:
    """Raises ``SignInAgain`` unless a session's person has proved it within five minutes."""
    plain = request._request  # noqa: SLF001 - the session's own request
    if isinstance(request.auth, Token) or not proofs.is_recent(plain, within=LASTS):
        raise SignInAgain
