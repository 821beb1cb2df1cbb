"""What every template of the desk is given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from disclosures.domain.roles import STAFF, Role
from paletten.shell import navigation
from paletten.shell.words import ROLES, Words

HELP: Mapping[Role, str] = {
    Role.AUDITOR: "auditors",
    **dict.fromkeys((Role.REVIEWER, Role.COUNSEL, Role.PRIVACY_OFFICER, Role.ADMINISTRATOR), "staff"),
    Role.AUTHORITY: "authorities",
    Role.PARTNER: "partners",
    Role.COMPLAINANT: "complainants",
    Role.MEMBER: "members",
}
"""The help page of each role; who holds several gets that of the first."""


def shell(request: HttpRequest) -> dict[str, Any]:
    """Navigation and roles of who asks; nothing is read until a page shows it."""
    return {
        "navigation": SimpleLazyObject(lambda: list(navigation.entries_for(request))),
        "role_words": SimpleLazyObject(lambda: _words_for(request)),
        "help_group": SimpleLazyObject(lambda: _help_group(request)),
        "is_staff_member": SimpleLazyObject(lambda: _is_staff(request)),
        "is_demo": settings.DESK_DEMO,
        "here": request.get_full_path(),
    }


def _words_for(request: HttpRequest) -> list[Words]:
    user = request.user
    return [ROLES[role] for role in Role if role in user.roles] if user.is_authenticated else []


def _help_group(request: HttpRequest) -> str:
    """Whose help is theirs who asks; empty for a stranger."""
    roles = request.user.roles if request.user.is_authenticated else frozenset()
    return next((group for role, group in HELP.items() if role in roles), "")


def _is_staff(request: HttpRequest) -> bool:
    """Staff are known by their handles, which stand in the histories; others know themselves by their address."""
    user = request.user
    return user.is_authenticated and not STAFF.isdisjoint(user.roles)
