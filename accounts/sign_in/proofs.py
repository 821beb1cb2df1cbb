"""What was proven in this session, and how long ago: a second factor, and that the person is still there."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from django.conf import settings
from django.http import HttpRequest

from accounts.models import RoleAssignment, User

Role = RoleAssignment.Role
NEED_SECOND_FACTOR = frozenset(
    {Role.AUTHORITY, Role.PARTNER, Role.REVIEWER, Role.COUNSEL, Role.PRIVACY_OFFICER, Role.AUDITOR, Role.ADMINISTRATOR}
)
ACTING = timedelta(minutes=30)
"""So recently a person has shown who they are before an act that matters."""
OPENING = timedelta(minutes=10)
"""The same before a release is opened."""
MAKING_SECRETS = timedelta(minutes=5)
"""The same before a secret is made, so that a stolen cookie makes none."""


def may_enter(user: User) -> bool:
    """Neither suspended nor deactivated, nor is the organisation."""
    return user.can_act and (user.organisation is None or user.organisation.can_act)


def needs_second_factor(user: User) -> bool:
    """Staff, authorities and partners, and whoever may open the admin."""
    return user.is_staff or user.is_superuser or not NEED_SECOND_FACTOR.isdisjoint(user.roles)


def has_second_factor(request: HttpRequest) -> bool:
    """True when this session was opened with a second factor, or one was added in it."""
    return any(record.get("method") == "mfa" for record in _records(request))


def lacks_second_factor(request: HttpRequest) -> bool:
    """True when who asks by session must have one and has shown none."""
    user = request.user
    return isinstance(user, User) and needs_second_factor(user) and not has_second_factor(request)


def is_recent(request: HttpRequest, *, within: timedelta = ACTING) -> bool:
    """True when password or second factor were shown within this time."""
    newest = max((record.get("at", 0.0) for record in _records(request)), default=0.0)
    return time.time() - newest < within.total_seconds()


def is_over(request: HttpRequest) -> bool:
    """True a working day after signing in, however often the session was used or the password shown since."""
    oldest = min((record.get("at", 0.0) for record in _records(request)), default=time.time())
    return time.time() - oldest >= settings.SESSION_COOKIE_AGE


def _records(request: HttpRequest) -> list[dict[str, Any]]:
    user = request.user
    return get_authentication_records(request, user) if isinstance(user, User) else []
