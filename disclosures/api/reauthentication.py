"""Whether somebody proved a moment ago who they are: asked before a secret is made, so that a stolen cookie makes none.

``has_proved`` is the one place that answers; signing in counts as proof, and so does whatever calls ``note``.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest
from rest_framework.request import Request

from accounts.models import Token
from disclosures.api.authentication import moment
from disclosures.domain.errors import DeskError
from disclosures.models import clock

KEPT_AS = "proved_at"
LASTS = timedelta(minutes=5)


class SignInAgain(DeskError):
    """A session whose person has not proved lately who they are, or no session at all."""

    code, status = "sign_in_again", 403
    sentence = "Sign in again with your browser first; this is done within five minutes of it, and never by a token."


def note(request: HttpRequest) -> None:
    """Keeps in the session that its person has just proved who they are."""
    request.session[KEPT_AS] = clock.now().isoformat()


def has_proved(request: Request, *, at: datetime) -> bool:
    """True within five minutes of a proof, in a session; a token proves nothing."""
    if isinstance(request.auth, Token):
        return False
    kept = request.session.get(KEPT_AS)
    return kept is not None and at - LASTS < datetime.fromisoformat(kept) <= at


def require(request: Request) -> None:
    """Raises ``SignInAgain`` unless ``has_proved``."""
    if not has_proved(request, at=moment(request)):
        raise SignInAgain


def _signed_in(*, request: HttpRequest | None, **_: Any) -> None:
    if request is not None and hasattr(request, "session"):
        note(request)


def listen() -> None:
    """Count every sign-in as a proof."""
    user_logged_in.connect(_signed_in, dispatch_uid="desk-proof")
