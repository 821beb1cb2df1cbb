"""Ends every way in that an account has at this moment: sessions wherever they are, and tokens."""

from __future__ import annotations

from datetime import datetime

from django.db.models import F

from accounts.models import Token, User
from accounts.sign_in import sessions


def end_all(*, user: User, at: datetime) -> None:
    """At the next request every session of the account is signed out, listed or not, and every token is unknown."""
    User.objects.filter(pk=user.pk).update(sign_outs=F("sign_outs") + 1)
    sessions.end_all(user=user)
    Token.objects.filter(user=user).revoke(at=at)
