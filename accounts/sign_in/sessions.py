"""The sessions of a person: listed, and ended, in the database."""

from __future__ import annotations

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session

from accounts.models import User

BEGUN = timedelta(minutes=5)
"""So long one may be signing in: what is noted about a session is written before the session."""


def end(*, user: User, key: int) -> bool:
    """Ends one of this person's; ``False`` when it is not theirs."""
    found = UserSession.objects.filter(user=user, pk=key).first()
    if found is None:
        return False
    found.end()
    return True


def end_others(*, user: User, but: str | None) -> None:
    """Ends all of this person's except the one with the session key ``but``."""
    known = UserSession.objects.filter(user=user).exclude(session_key=but or "")
    Session.objects.filter(session_key__in=list(known.values_list("session_key", flat=True))).delete()
    known.delete()


def end_all(*, user: User) -> None:
    """Ends all of this person's."""
    end_others(user=user, but=None)


def forget_ended(*, at: datetime) -> None:
    """Deletes sessions that are over, and what was noted about those that are gone (address and browser)."""
    Session.objects.filter(expire_date__lte=at).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).filter(
        created_at__lte=at - BEGUN
    ).delete()
