"""Keeps the language that a person chose, so that what is written to them when they are away is in it."""

from __future__ import annotations

from accounts.models import Language, User


def keep(*, user: User, language: str) -> None:
    """Remembers the choice with the account; a language that the desk does not speak is none."""
    if spoken(language):
        User.objects.filter(pk=user.pk).exclude(language=language).update(language=language)


def spoken(language: str | None) -> str:
    """The language itself when the desk speaks it, else nothing."""
    return language if language in Language.values else ""
