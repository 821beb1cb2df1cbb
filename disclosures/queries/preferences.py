"""What a member's switches say now (P2c)."""

from __future__ import annotations

from accounts.models import Preferences, User


def of(user: User) -> Preferences:
    """The member's switches; as the policy sets them while nobody has touched one."""
    return Preferences.objects.filter(user=user).first() or Preferences(user=user)
