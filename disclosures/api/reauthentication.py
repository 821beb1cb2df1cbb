"""Whether somebody proved a moment ago who they are: asked before a secret is made, so that a stolen cookie makes none.

Signing in counts as proof, and so does confirming it under ``/account/reauthenticate/``; a token proves nothing. Before
a token that opens releases, the code that went to the recipient's registered address counts, and nothing else does.
"""

from __future__ import annotations

from datetime import datetime

from rest_framework.request import Request

from accounts.models import Token, User
from accounts.sign_in import proofs
from disclosures.domain.errors import SignInAgain
from disclosures.queries import unlocked

LASTS = proofs.MAKING_SECRETS


def require(request: Request) -> None:
    """Raises ``SignInAgain`` unless a session's person has proved it within five minutes."""
    plain = request._request  # noqa: SLF001 - the session's own request
    if isinstance(request.auth, Token) or not proofs.is_recent(plain, within=LASTS):
        raise SignInAgain


def require_code(request: Request, *, by: User, at: datetime) -> None:
    """Raises ``NoCodeTyped`` unless a release's code was typed in this very session within half an hour."""
    plain = request._request  # noqa: SLF001 - the session's own request
    unlocked.require_typed(by, session_key=str(plain.session.session_key), at=at)
